using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>O04 and O05: answers that say nothing, and requests that nobody asked for.</summary>
public sealed class SendFaultTests(ITestOutputHelper output)
{
    private const int People = 40;
    private const int Messages = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task O04_AmbiguousAnswersWithReceipts_AreReconciledWithoutADuplicate()
    {
        await using World world = await World.CreateAsync("ambiguous");
        world.Provider.Script = static request => (request.Number % 10) switch
        {
            3 => ProviderAnswer.AcceptAndReset,
            6 => ProviderAnswer.AcceptAndBreak,
            9 when request.Number < 20 => ProviderAnswer.AcceptAndHang,
            _ => ProviderAnswer.Accept,
        };
        world.Settings = world.Settings.With("Concierge__Outbox__SendTimeout", "00:00:03").With("Concierge__Outbox__ReconcileWait", "00:00:06");
        await world.StartHostAsync();
        await RunAsync(world);
        await world.DrainAsync(Deadline);
        LedgerVerdict verdict = await world.JudgeAsync(output);

        world.Ledger.Count(LedgerKind.AnswerLost).Should().BeGreaterThan(Messages / 10);
        verdict.Lost.Should().BeEmpty();
        verdict.Effects.Should().Be(Messages, "the receipt carries the attempt's id, so nothing need be sent again");
        verdict.Inversions.Should().BeEmpty();
    }

    [Fact]
    public async Task O04_AmbiguousAnswersHeldForAPerson_AreNeverSentAgainAndNeverForgotten()
    {
        await using World world = await World.CreateAsync("held", withStatuses: false);
        world.Provider.Script = static request => (request.Number % 10) switch
        {
            3 => ProviderAnswer.AcceptAndReset,
            6 => ProviderAnswer.Reset,
            _ => ProviderAnswer.Accept,
        };
        world.Settings = world.Settings.With("Concierge__Outbox__Ambiguity", "HoldForHuman");
        await world.StartHostAsync();
        using var admin = new AdminClient(world.Address);
        await RunAsync(world);
        await Poll.UntilAsync(async () => world.Provider.Requests >= Messages && await admin.FigureAsync("store", "waiting") == 0, Deadline, "every reply was tried");
        await world.SettleAsync(Deadline);
        IReadOnlyList<(string Kind, string Reason, string Payload)> held = await admin.DeadLettersAsync();
        LedgerVerdict verdict = await world.JudgeAsync(output);

        held.Should().HaveCount(world.Ledger.Count(LedgerKind.AnswerLost));
        verdict.Lost.Should().OnlyContain(text => held.Any(letter => letter.Payload.Contains($"echo: {text}\"")));
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.ExplainedDuplicates.Should().Be(0);
    }

    [Fact]
    public async Task O05_FaultsOfEveryKind_EveryRequestIsAnAttemptOfTheHostsOwnRecord()
    {
        await using World world = await World.CreateAsync("requests");
        world.Provider.Script = static request => (request.Number % 12) switch
        {
            2 => ProviderAnswer.Reset,
            5 => ProviderAnswer.Break,
            7 => ProviderAnswer.AcceptAndReset,
            8 => ProviderAnswer.AcceptAndBreak,
            10 when request.Number < 40 => ProviderAnswer.Busy,
            _ => ProviderAnswer.Accept,
        };
        await world.StartHostAsync();
        using var admin = new AdminClient(world.Address);
        await RunAsync(world);
        await world.DrainAsync(Deadline);
        var attempts = new List<string>();
        foreach (string conversation in await admin.ConversationsAsync())
        {
            attempts.AddRange((await admin.AttemptsAsync(conversation)).Select(attempt => attempt.AttemptId));
        }

        List<string> requests = [.. world.Ledger.Snapshot().Where(entry => entry.Kind == LedgerKind.Attempted).Select(entry => entry.Attempt!)];
        output.WriteLine($"{requests.Count} requests, {attempts.Count} recorded attempts");
        requests.Should().OnlyHaveUniqueItems("nothing below the outbox sends a request again");
        requests.Should().BeEquivalentTo(attempts);
        LedgerVerdict verdict = await world.JudgeAsync(output);
        verdict.Lost.Should().BeEmpty();
        verdict.UnexplainedDuplicates.Should().BeEmpty();
        verdict.Inversions.Should().BeEmpty();
    }

    private static async Task RunAsync(World world)
    {
        await using var load = new LoadGenerator(world.Address, world.Ledger, new LoadOptions { Rate = 100, People = People, Messages = Messages });
        await load.Completion.WaitAsync(Deadline);
    }
}
