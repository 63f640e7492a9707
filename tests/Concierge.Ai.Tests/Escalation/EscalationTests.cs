namespace Concierge.Ai.Tests.Escalation;

/// <summary>D6: the way to a person is always open, and that person knows what it is about.</summary>
public sealed class EscalationTests
{
    private static readonly AiTexts Texts = new();

    private readonly ScriptedClient _model = new();

    [Theory]
    [InlineData("I want to TALK to a human, please!")]
    [InlineData("je voudrais parler a quelqu'un")]
    public async Task ExplicitWish_NeedsNoModel(string words)
    {
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model);

        await bot.SaysAsync(words).AnswersAsync(Texts.HandedOff);
        await bot.SaysAsync("hello?").StaysSilentAsync();

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be(words);
        _model.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Model_CanHandOffWithASummary()
    {
        _model.Calls(("1", "handoff_to_human", new { summary = "Angry about order 7.\u202E\nWants money back." }));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Configure(o => o.HandOffTool = true));

        await bot.SaysAsync("this is outrageous").AnswersAsync(Texts.HandedOff);

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be("Angry about order 7. Wants money back.");
        _model.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Bubbles_CutALongAnswerAtSentences()
    {
        string sentence = "This is a sentence of a certain length that says something useful about the opening hours. ";
        string text = string.Concat(Enumerable.Repeat(sentence, 8)).Trim();
        _model.Says(text).Says(text);
        await using ConciergeTestHost one = await TestAi.StartAsync(_model);
        await using ConciergeTestHost several = await TestAi.StartAsync(_model, s => s.Configure(o => o.Bubbles = true));

        await one.SaysAsync("hi").AnswersAsync(text);
        TestAnswers answers = await several.SaysAsync("hi");

        answers.Texts.Should().HaveCount(3).And.OnlyContain(part => part.EndsWith('.') && part.StartsWith("This", StringComparison.Ordinal));
        string.Join(' ', answers.Texts).Should().Be(text);
    }

    [Fact]
    public async Task Markdown_BecomesWhatsAppsOwnMarks()
    {
        _model.Says("# Hours\n**Monday**: 9–6\n* by phone\n* [here](https://good.example/x)");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Configure(o => o.AllowedHosts.Add("good.example")));

        await bot.SaysAsync("hi").AnswersAsync("*Hours*\n\n*Monday*: 9–6\n\n- by phone\n- here: https://good.example/x");
    }
}
