using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Channels;
using Concierge.Storage;

namespace Concierge.Ai.Tests.Confirmations;

/// <summary>P07: a confirmation is good once, for some minutes, for the person who was asked and for exactly the call that was shown.</summary>
public sealed class ConfirmationTests
{
    private readonly ScriptedClient _model = new();
    private readonly List<string> _booked = [];

    [Fact]
    public async Task Tap_InTime_RunsTheCallOnce()
    {
        await using ConciergeTestHost bot = await AskAsync();

        await bot.Person().TapsAsync("Yes").AnswersAsync("It is booked.");

        _booked.Should().Equal("friday");
    }

    [Fact]
    public async Task Typed_YesOrNumber_IsUnderstoodAsTheTap()
    {
        await using ConciergeTestHost bot = await AskAsync();

        await bot.SaysAsync("yes").AnswersAsync("It is booked.");

        _booked.Should().Equal("friday");
    }

    [Fact]
    public async Task Tap_TooLate_RunsNothing()
    {
        await using ConciergeTestHost bot = await AskAsync();

        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));
        await bot.Person().TapsAsync("Yes").AnswersAsync(new AiTexts().ConfirmationClosed);

        _booked.Should().BeEmpty();
    }

    [Fact]
    public async Task Tap_AfterRestartsAndCrashes_StillCounts()
    {
        await using ConciergeTestHost bot = await AskAsync();

        await bot.RestartAsync();
        await bot.CrashAsync();
        await bot.Person().TapsAsync("Yes").AnswersAsync("It is booked.");

        _booked.Should().Equal("friday");
    }

    [Fact]
    public async Task Tap_InAnotherChat_RunsNothing()
    {
        await using ConciergeTestHost bot = await AskAsync();
        string payload = bot.Person().Heard.OfType<ChoiceMessage>().Single().Choices[0].Id;

        await bot.Person("Mallory").SendsAsync(new ChoiceBody(payload, "Yes")).AnswersAsync(new AiTexts().ConfirmationClosed);

        _booked.Should().BeEmpty();
        await bot.Person().TapsAsync("Yes").AnswersAsync("It is booked.");
    }

    [Fact]
    public async Task Tap_OfAnotherMemberOfTheGroup_RunsNothing()
    {
        var group = new ContactAddress(ContactAddressKind.Group, "group-1");
        _model.Calls(("1", "book", new { day = "friday" })).Says("It is booked.");
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");
        TestPerson mallory = bot.Person("Mallory");
        await bot.DeliverAsync(new MessageReceived { Id = "g1", Sender = ann.Identity, Group = group, Body = new TextBody("book friday"), OccurredAt = bot.Clock.GetUtcNow() });
        string payload = bot.Sends.Select(send => send.Message).OfType<ChoiceMessage>().Single().Choices[0].Id;

        await bot.DeliverAsync(new MessageReceived { Id = "g2", Sender = mallory.Identity, Group = group, Body = new ChoiceBody(payload, "Yes"), OccurredAt = bot.Clock.GetUtcNow() });
        _booked.Should().BeEmpty();
        await bot.DeliverAsync(new MessageReceived { Id = "g3", Sender = ann.Identity, Group = group, Body = new ChoiceBody(payload, "Yes"), OccurredAt = bot.Clock.GetUtcNow() });

        _booked.Should().Equal("friday");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task Payload_WithAnyCharacterChanged_RunsNothing(int at)
    {
        await using ConciergeTestHost bot = await AskAsync();
        string payload = bot.Person().Heard.OfType<ChoiceMessage>().Single().Choices[0].Id;
        int index = payload.IndexOf('.', 4) + 1 + at;
        string forged = string.Concat(payload.AsSpan(0, index), payload[index] == 'a' ? "b" : "a", payload.AsSpan(index + 1));

        await bot.Person().SendsAsync(new ChoiceBody(forged, "Yes"));

        _booked.Should().BeEmpty();
    }

    [Fact]
    public async Task Arguments_ChangedAfterTheQuestion_RunNothing()
    {
        await using ConciergeTestHost bot = await AskAsync(more: c => c.ConfigureTurns(turns => turns.Use(async (turn, next) =>
        {
            if (turn.Document.State.TryGetValue("ai.pending", out JsonElement pending))
            {
                JsonNode changed = JsonNode.Parse(pending.GetRawText().Replace("friday", "monday", StringComparison.Ordinal))!;
                turn.Document.State["ai.pending"] = JsonSerializer.SerializeToElement(changed);
            }

            await next(turn);
        })));

        await bot.Person().TapsAsync("Yes").AnswersAsync(new AiTexts().ConfirmationClosed);

        _booked.Should().BeEmpty();
    }

    [Fact]
    public async Task NewArguments_FromTheModel_NeedANewYes()
    {
        _model.Calls(("1", "book", new { day = "friday" })).Calls(("2", "book", new { day = "monday" }));
        await using ConciergeTestHost bot = await StartAsync();

        await bot.SaysAsync("book friday");
        await bot.Person().TapsAsync("Yes");

        _booked.Should().Equal("friday");
        bot.Person().HeardTexts[^1].Should().Contain("• day: monday");
    }

    [Fact]
    public async Task Question_ShowsWhatWouldRun_NotWhatTheModelSays()
    {
        _model.Replies([new TextContent("Shall I send you our newsletter?"), ScriptedClient.Call("1", "book", new { day = "friday https://evil.example/x *now*" })]);
        await using ConciergeTestHost bot = await StartAsync();

        TestAnswers answers = await bot.SaysAsync("hi");

        answers.Text.Should().Be("*Book a table*\n• day: friday [link removed] ∗now∗\n\nShall I do this?");
    }

    [Fact]
    public async Task ToolThatWasTakenAway_DoesNotRunOnItsOldQuestion()
    {
        bool isStaff = true;
        _model.Calls(("1", "book", new { day = "friday" })).Says("I cannot do that.");
        await using ConciergeTestHost bot = await TestAi.StartAsync(
            _model,
            s => s.Tool((string day) => _booked.Add(day), "book", policy: new ToolPolicy { Confirm = ToolConfirmation.Always, Role = "staff" }),
            c => c.ConfigureAi(o => o.HasRole = (_, role) => isStaff && role == "staff"));

        await bot.SaysAsync("book friday");
        isStaff = false;
        await bot.Person().TapsAsync("Yes").AnswersAsync("I cannot do that.");

        _booked.Should().BeEmpty();
    }

    [Fact]
    public async Task ToolWithARole_IsNotShownToOthers()
    {
        _model.Calls(("1", "book", new { day = "friday" })).Says("I cannot do that.");
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool((string day) => _booked.Add(day), "book", policy: new ToolPolicy { Role = "staff" }));

        await bot.SaysAsync("book friday").AnswersAsync("I cannot do that.");

        _model.Requests[0].ToolNames.Should().BeEmpty();
        _booked.Should().BeEmpty();
    }

    [Fact]
    public async Task OperatorApproval_HandsOffAndRunsNothing()
    {
        _model.Calls(("1", "book", new { day = "friday" }));
        await using ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool((string day) => _booked.Add(day), "book", policy: new ToolPolicy { OperatorApproval = true, Title = "Book a table" }));

        await bot.SaysAsync("book friday").AnswersAsync("A colleague has to approve “Book a table”. We will come back to you.");

        ConversationDocument document = (await bot.Person().DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().StartWith("To approve: Book a table\n• day: friday\nAction: ");
        _booked.Should().BeEmpty();
    }

    private async Task<ConciergeTestHost> AskAsync(Action<IConciergeBuilder>? more = null)
    {
        _model.Calls(("1", "book", new { day = "friday" })).Says("It is booked.");
        ConciergeTestHost bot = await StartAsync(more);
        await bot.SaysAsync("book friday");
        return bot;
    }

    private Task<ConciergeTestHost> StartAsync(Action<IConciergeBuilder>? more = null) => TestAi.StartAsync(
        _model,
        s => s.Tool((string day) => _booked.Add(day), "book", policy: new ToolPolicy { Confirm = ToolConfirmation.Always, Title = "Book a table" }),
        more);
}
