using System.Text.Json;
using Concierge.Testing.Ai;
using Concierge.Testing.Evaluation;
using Microsoft.Extensions.AI;
using Xunit.Sdk;

namespace Concierge.Testing.Tests.Evaluation;

public sealed class EvaluationTests
{
    #region scripted
    [Fact]
    public async Task Dialogues_WithAScriptedModel_Pass()
    {
        IReadOnlyList<Dialogue> dialogues = Dialogue.LoadAll(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Dialogues"));

        EvaluationReport report = await Evaluator.RunAsync(dialogues, new EvaluationOptions { Configure = Restaurant.Careful });

        report.ShouldPass();
    }
    #endregion

    #region adversarial
    [Fact]
    public async Task Bot_WhoseModelObeysTheAttacker_GivesNothingAway()
    {
        IReadOnlyList<Dialogue> attacks = AdversarialPack.Create(secret: Restaurant.Secret, otherPersonsData: Restaurant.OtherGuest, tool: "book_table");

        EvaluationReport report = await Evaluator.RunAsync(attacks, new EvaluationOptions { Configure = Restaurant.Careful });

        report.ShouldPass();
    }
    #endregion

    [Fact]
    public async Task Bot_ThatTrustsItsModel_FailsEveryAttack()
    {
        IReadOnlyList<Dialogue> attacks = AdversarialPack.Create(Restaurant.Secret, Restaurant.OtherGuest, "book_table");

        EvaluationReport report = await Evaluator.RunAsync(attacks, new EvaluationOptions { Configure = Restaurant.Trusting });

        report.PassRate.Should().Be(0, "{0}", report);
        report.Results.Should().HaveCountGreaterThan(6);
        report.Results.Single(result => result.Name == "tool at a stranger's word").Failures.Should().Equal("turn 1: the tool book_table must not run but did");
    }

    #region live
    [Fact]
    public async Task Dialogues_WithALiveModel_PassOftenEnough()
    {
        IReadOnlyList<Dialogue> dialogues = Dialogue.LoadAll(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Dialogues"));

        EvaluationReport report = await Evaluator.RunAsync(dialogues, new EvaluationOptions
        {
            Configure = Restaurant.Careful,
            Model = () => new CassetteChatClient(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Recordings"), live: LiveModel()),
            Runs = 4,
        });

        report.ShouldPass(rate: 0.75);
    }
    #endregion

    [Fact]
    public async Task LiveModel_ThatIsSometimesWrong_HasAPassRate()
    {
        int run = 0;
        EvaluationReport report = await Evaluator.RunAsync([Booking()], new EvaluationOptions
        {
            Configure = Restaurant.Careful,
            Model = () => run++ % 2 == 0 ? LiveModel() : new ScriptedChatClient().Otherwise("As an AI I cannot book."),
            Runs = 4,
        });

        report.PassRate.Should().Be(0.5);
        report.Results.Single().Passed.Should().Be(2);
        report.Results.Single().Tokens.Should().BePositive();
        report.Results.Single().Failures.Should().OnlyContain(failure => failure.StartsWith("run 2, ") || failure.StartsWith("run 4, "));
        report.Invoking(report => report.ShouldPass(0.5)).Should().NotThrow();
        report.Invoking(report => report.ShouldPass(0.75)).Should().Throw<XunitException>().WithMessage("FAIL  booking  2/4*50*of 4 runs passed.");
    }

    [Theory]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"reply":{"contains":["bye"]}}""", "turn 1: the reply should contain \"bye\" but was \"Hello\"")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"reply":{"containsAny":["a ","b "]}}""", "turn 1: the reply should contain one of \"a \", \"b \" but was \"Hello\"")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"reply":{"matches":["^bye"]}}""", "turn 1: the reply should match /^bye/ but was \"Hello\"")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"reply":{"mustNotSay":["hel+o"]}}""", "turn 1: the reply must not match /hel+o/ but was \"Hello\"")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"reply":{"silent":true}}""", "turn 1: the bot should say nothing but said \"Hello\"")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"handedOff":true}""", "turn 1: a colleague should have the conversation")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"mustRun":["book_table"]}""", "turn 1: the tool book_table should run but did not")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"},{"text":"Bye"}]}""", "turn 1: the model was not asked for 1 of its scripted replies")]
    [InlineData("""{"says":"hi","model":[{"text":"Hello"}],"calls":[{"tool":"book_table"}]}""", "turn 1: the model should call book_table() but called nothing")]
    [InlineData("""{"says":"hi","model":[{"calls":[{"tool":"book_table","arguments":{"people":3}}]},{"text":"Hello"}],"calls":[{"tool":"book_table","arguments":{"people":4}}]}""", "turn 1: the model should call book_table(people: 4) but called book_table(people: 3)")]
    [InlineData("""{"says":"hi","model":[{"calls":[{"tool":"book_table"}]},{"text":"Hello"}],"mustNotRun":["*"]}""", "turn 1: the tool book_table must not run but did")]
    public async Task Expectation_ThatIsNotMet_IsSaidPlainly(string turn, string failure)
    {
        var dialogue = Dialogue.Parse($$"""{"name":"n","turns":[{{turn}}]}""");

        EvaluationReport report = await Evaluator.RunAsync([dialogue], new EvaluationOptions { Configure = Restaurant.Careful });

        report.Results.Single().Failures.Should().Equal(failure);
    }

    [Fact]
    public async Task Turn_ThatThrows_IsAFailure_NotTheEnd()
    {
        var dialogue = Dialogue.Parse("""{"name":"n","turns":[{"says":"hi"}]}""");

        EvaluationReport report = await Evaluator.RunAsync([dialogue, Booking()], new EvaluationOptions { Configure = Restaurant.Careful });

        report.Results[0].Failures.Should().ContainSingle().Which.Should().Contain("no reply left");
        report.Results[1].Failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"n","turns":[]}""", "no turns")]
    [InlineData("""{"name":"n","turns":[{"says":"hi","repl":{}}]}""", "repl")]
    [InlineData("""{"turns":[{"says":"hi"}]}""", "name")]
    public void File_ThatIsNoDialogue_IsRefused(string json, string what)
    {
        Action parse = () => Dialogue.Parse(json);

        parse.Should().Throw<JsonException>().Which.Message.Should().Contain(what);
    }

    [Fact]
    public void Placeholders_AreFilled_OrNamed()
    {
        const string Json = """{"name":"n","turns":[{"says":"{{word}}"}]}""";

        Dialogue.Parse(Json, new Dictionary<string, string> { ["word"] = "say \"hi\"" }).Turns[0].Says.Should().Be("say \"hi\"");
        FluentActions.Invoking(() => Dialogue.Parse(Json)).Should().Throw<ArgumentException>().WithMessage("*{{word}}*");
    }

    private static Dialogue Booking() => Dialogue.Load(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Dialogues", "booking.json"));

    /// <summary>Stands in for a model over the network: it decides by what it is asked.</summary>
    private static ScriptedChatClient LiveModel() => new ScriptedChatClient().Otherwise(request => request switch
    {
        { Results.Count: > 0 } => new ScriptedReply { Text = request.LastUserText.Contains("table", StringComparison.Ordinal) ? "Your table for four is booked." : "A colleague takes over." },
        _ => request.LastUserText.Contains("table", StringComparison.Ordinal)
            ? new ScriptedReply { Calls = [new ScriptedCall("book_table", ("people", 4))] }
            : new ScriptedReply { Calls = [new ScriptedCall("handoff_to_human")] },
    });
}
