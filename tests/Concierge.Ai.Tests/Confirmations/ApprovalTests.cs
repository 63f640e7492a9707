using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing.Ai;

namespace Concierge.Ai.Tests.Confirmations;

/// <summary>A colleague decides about a parked call: it runs once, as it was shown, or not at all.</summary>
public sealed class ApprovalTests
{
    private static readonly ToolPolicy NeedsAColleague = new() { OperatorApproval = true, Title = "Refund" };

    private readonly ScriptedChatClient _model = new ScriptedChatClient().Calls("refund", ("euros", 40));
    private readonly List<string> _done = [];
    private readonly List<ConciergeEvent> _events = [];

    [Fact]
    public async Task Approved_RunsOnceWithTheArgumentsThatWereShown()
    {
        _model.Says("It is on its way.");
        await using ConciergeTestHost bot = await ParkAsync();
        string action = await ActionAsync(bot);
        await bot.RestartAsync();

        await bot.Colleague().DecidesAsync(bot.Person(), action, isApproved: true);
        await bot.Colleague().DecidesAsync(bot.Person(), action, isApproved: true);

        _done.Should().Equal("40 for Ann");
        bot.Person().HeardTexts[^1].Should().Be("“Refund” has been approved and is done.");
        TranscriptEntry line = (await bot.Person().TranscriptAsync()).Single(entry => entry.Decision == "approved: Refund");
        (line.Author, line.By).Should().Be((Author.System, "Olga"));
        (await bot.Person().TranscriptAsync()).Should().ContainSingle(entry => entry.Decision == "no effect: nothing waits for this decision");

        await bot.Colleague().HandsBackAsync(bot.Person());
        await bot.SaysAsync("and now?").AnswersAsync("It is on its way.");
        _model.Requests[^1].AllText.Should().Contain("refunded 40", "the model knows what came of it");
    }

    [Fact]
    public async Task Refused_RunsNothingAndSaysSo()
    {
        await using ConciergeTestHost bot = await ParkAsync();
        string action = await ActionAsync(bot);

        await bot.Colleague().DecidesAsync(bot.Person(), action, isApproved: false);
        await bot.Colleague().DecidesAsync(bot.Person(), action, isApproved: true);

        _done.Should().BeEmpty();
        bot.Person().HeardTexts[^1].Should().Be("“Refund” was not approved. Nothing was done.");
    }

    [Fact]
    public async Task Approved_AfterADayOrForAnotherAction_HasNoEffect()
    {
        await using ConciergeTestHost bot = await ParkAsync();
        string action = await ActionAsync(bot);

        await bot.Colleague().DecidesAsync(bot.Person(), "another", isApproved: true);
        await bot.AdvanceAsync(TimeSpan.FromDays(1));
        await bot.Colleague().DecidesAsync(bot.Person(), action, isApproved: true);

        _done.Should().BeEmpty();
        bot.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Approved_AndTheToolFails_IsSaid()
    {
        await using ConciergeTestHost bot = await ParkAsync(string (int euros) => throw new InvalidOperationException("no money"));

        await bot.Colleague().DecidesAsync(bot.Person(), await ActionAsync(bot), isApproved: true);

        bot.Person().HeardTexts[^1].Should().Be("“Refund” has been approved but could not be done. A colleague will see to it.");
        bot.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Approved_AndTheHostDiesInside_IsNotRepeatedAndIsSaid()
    {
        ConciergeTestHost? host = null;
        await using ConciergeTestHost bot = host = await ParkAsync(async (int euros) =>
        {
            _done.Add($"{euros}");
            await host!.DieHereAsync();
            return "never";
        });
        string action = await ActionAsync(bot);

        await bot.Colleague().DecidesAsync(bot.Person(), action, isApproved: true);
        await bot.CrashAsync();

        _done.Should().Equal("40");
        bot.Person().HeardTexts[^1].Should().Contain("“Refund”").And.Contain("cannot tell whether it was done");
    }

    [Theory]
    [InlineData(true, "approved", "done")]
    [InlineData(false, "refused", null)]
    public async Task Approval_IsListedAndToldOfUntilItIsDecided(bool isApproved, string decision, string? outcome)
    {
        await using ConciergeTestHost bot = await ParkAsync();
        PendingApproval waiting = (await WaitingAsync(bot)).Should().ContainSingle().Subject;
        ConversationId conversation = (await bot.Person().DocumentAsync())!.Id;
        waiting.Should().BeEquivalentTo(new
        {
            Action = await ActionAsync(bot),
            Conversation = conversation,
            Account = "test/default",
            Contact = "Ann",
            Service = "ai",
            Tool = "refund",
            Title = "Refund",
            RequestedAt = bot.Clock.GetUtcNow(),
            ExpiresAt = bot.Clock.GetUtcNow() + TimeSpan.FromDays(1),
        });
        waiting.Arguments!.Value.GetRawText().Should().Be("""{"euros":40}""");
        await bot.RestartAsync();

        await bot.Colleague().DecidesAsync(bot.Person(), waiting.Action, isApproved);
        await bot.Colleague().DecidesAsync(bot.Person(), waiting.Action, isApproved);
        await bot.AdvanceAsync(TimeSpan.FromDays(2));

        (await WaitingAsync(bot)).Should().BeEmpty();
        _events.Where(happened => happened.Type.StartsWith("approval.", StringComparison.Ordinal)).Should().SatisfyRespectively(
            requested =>
            {
                requested.Type.Should().Be("approval.requested");
                requested.Conversation.Should().Be(conversation);
                requested.Data!.Value.GetProperty("action").GetString().Should().Be(waiting.Action);
                requested.Data!.Value.GetProperty("arguments").GetProperty("euros").GetInt32().Should().Be(40);
            },
            decided =>
            {
                decided.Type.Should().Be("approval.decided");
                decided.Data!.Value.GetProperty("decision").GetString().Should().Be(decision);
                decided.Data!.Value.GetProperty("by").GetString().Should().Be("Olga");
                (decided.Data!.Value.TryGetProperty("outcome", out System.Text.Json.JsonElement came) ? came.GetString() : null).Should().Be(outcome);
            });
        (await bot.Person().DocumentAsync())!.Timers.Should().BeEmpty();
    }

    [Fact]
    public async Task Approval_ThatNobodyDecides_ExpiresAndIsToldOf()
    {
        await using ConciergeTestHost bot = await ParkAsync();

        await bot.AdvanceAsync(TimeSpan.FromHours(23));
        (await WaitingAsync(bot)).Should().ContainSingle();
        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        (await WaitingAsync(bot)).Should().BeEmpty();
        _events.Select(happened => happened.Type).Should().EndWith("approval.expired");
        (await bot.Person().TranscriptAsync()).Should().ContainSingle(line => line.Decision == "expired: Refund");
    }

    [Fact]
    public async Task Approval_OfAPersonWhoIsErased_IsGone()
    {
        await using ConciergeTestHost bot = await ParkAsync();
        ConversationId conversation = (await bot.Person().DocumentAsync())!.Id;

        await bot.Services.GetRequiredService<IConciergeDesk>().EraseAsync(conversation);
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));

        (await WaitingAsync(bot)).Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<PendingApproval>> WaitingAsync(ConciergeTestHost bot) =>
        [.. (await bot.Services.GetRequiredService<IRecordStore>().ListAsync(PendingApproval.Collection, string.Empty, null, 10, CancellationToken.None))
            .Select(record => ConciergeJson.ReadApproval(record.Content.Span))];

    private static async Task<string> ActionAsync(ConciergeTestHost bot) =>
        (await bot.Person().DocumentAsync())!.HandoffSummary!.Split("Action: ")[1];

    private async Task<ConciergeTestHost> ParkAsync(Delegate? refund = null)
    {
        refund ??= (int euros, ToolContext context) =>
        {
            _done.Add($"{euros} for {context.Contact.DisplayName}");
            return $"refunded {euros}";
        };
        ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(refund, "refund", policy: NeedsAColleague), concierge => concierge.Services.AddSingleton<IEventSubscriber>(new Listener(_events)));
        await bot.SaysAsync("I want my money back");
        return bot;
    }

    private sealed class Listener(List<ConciergeEvent> heard) : IEventSubscriber
    {
        public string Name => "listener";

        public ValueTask HandleAsync(ConciergeEvent conciergeEvent, CancellationToken cancellationToken)
        {
            heard.Add(conciergeEvent);
            return ValueTask.CompletedTask;
        }
    }
}
