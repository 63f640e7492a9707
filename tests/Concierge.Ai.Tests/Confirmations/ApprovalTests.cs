using Concierge.Storage;
using Concierge.Testing.Ai;

namespace Concierge.Ai.Tests.Confirmations;

/// <summary>A colleague decides about a parked call: it runs once, as it was shown, or not at all.</summary>
public sealed class ApprovalTests
{
    private static readonly ToolPolicy NeedsAColleague = new() { OperatorApproval = true, Title = "Refund" };

    private readonly ScriptedChatClient _model = new ScriptedChatClient().Calls("refund", ("euros", 40));
    private readonly List<string> _done = [];

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

    private static async Task<string> ActionAsync(ConciergeTestHost bot) =>
        (await bot.Person().DocumentAsync())!.HandoffSummary!.Split("Action: ")[1];

    private async Task<ConciergeTestHost> ParkAsync(Delegate? refund = null)
    {
        refund ??= (int euros, ToolContext context) =>
        {
            _done.Add($"{euros} for {context.Contact.DisplayName}");
            return $"refunded {euros}";
        };
        ConciergeTestHost bot = await TestAi.StartAsync(_model, s => s.Tool(refund, "refund", policy: NeedsAColleague));
        await bot.SaysAsync("I want my money back");
        return bot;
    }
}
