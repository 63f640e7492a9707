using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>
/// O10 over nodes: a colleague takes over through one node while whichever node has the conversation answers. CONCIERGE_CHAOS says how
/// many rounds.
/// </summary>
public sealed class TakeOverTests(ITestOutputHelper output)
{
    private const int PeopleOfARound = 20;
    private const int Questions = 4;
    private static readonly int Rounds = Budget.Number("CONCIERGE_CHAOS", 2);
    private static readonly TimeSpan SendTime = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task O10_TakenOverThroughOneNodeWhileAnotherAnswers_TheBotStartsNoFurtherSend()
    {
        int seed = Budget.Number("CONCIERGE_SEED", Environment.TickCount & 0xffff);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using ChaosWorld world = await ChaosWorld.StartAsync("chaos-takeover", 2);
        await world.Provider.PlayAsync(new ProviderScript { Latency = SendTime });
        using AdminClient first = new(world.AddressOfNode(0)), second = new(world.AddressOfNode(1));
        var races = new List<Race>();
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan[] pauses = [.. Enumerable.Range(0, PeopleOfARound).Select(_ => Questions * SendTime * random.NextDouble())];
            int offset = round * PeopleOfARound;
            races.AddRange(await Task.WhenAll(pauses.Select((pause, i) => RunAsync(world, i % 2 == 0 ? first : second, offset + i, pause))));
        }

        await Poll.UntilAsync(async () => await first.FigureAsync("store", "waiting") == 0, Deadline, "all that was said is handled");
        await world.SettleAsync(Deadline);
        await JudgeAsync(world, races, first);
    }

    private static async Task<Race> RunAsync(ChaosWorld world, AdminClient colleague, int person, TimeSpan pause)
    {
        using var caller = new Caller(world.Address, world.Ledger);
        string number = MetaAccount.Person(person);
        await caller.SayAsync(person, $"hello-{person}");
        await Poll.UntilAsync(() => Sends(world, number).Any(), Deadline, "the bot answers");

        // The id of an attempt begins with that of its conversation; two numbers follow.
        string attempt = Sends(world, number).First().Attempt!;
        string conversation = attempt[..attempt.LastIndexOf('.', attempt.LastIndexOf('.') - 1)];
        for (int i = 0; i < Questions; i++)
        {
            await caller.SayAsync(person, $"question-{person}-{i}");
        }

        await Poll.ForAsync(pause + TimeSpan.FromMilliseconds(1));
        await colleague.TakeOverAsync(conversation, "Olga");
        TimeSpan durable = world.Ledger.Now;
        await Poll.UntilAsync(() => colleague.IsTakenOverAsync(conversation), Deadline, "the take-over is committed");
        TimeSpan committed = world.Ledger.Now;
        await caller.SayAsync(person, $"anybody-{person}");
        return new Race(number, conversation, durable, committed);
    }

    private async Task JudgeAsync(ChaosWorld world, IReadOnlyList<Race> races, AdminClient admin)
    {
        int onTheWire = 0, withdrawn = 0;
        foreach (Race race in races)
        {
            LedgerEntry[] sends = [.. Sends(world, race.Person)];
            sends.Should().OnlyContain(send => send.At <= race.Committed, "the take-over was committed before");
            LedgerEntry[] late = [.. sends.Where(send => send.At > race.Durable)];
            late.Length.Should().BeLessThanOrEqualTo(1, "one send can have been on its way when the colleague acted");
            IReadOnlyList<(string AttemptId, string? Outcome)> recorded = await admin.AttemptsAsync(race.Conversation);
            late.Where(send => !recorded.Any(attempt => attempt.AttemptId == send.Attempt && attempt.Outcome != null)).Should().BeEmpty("what was on the wire is there for the colleague to see");
            onTheWire += late.Length;
            withdrawn += 1 + Questions - sends.Length;
        }

        output.WriteLine($"{races.Count} take-overs; {onTheWire} with a send on the wire, {withdrawn} replies withdrawn or never made; durable to committed p50 {Percentiles.Of([.. races.Select(race => race.Committed - race.Durable)], 50).TotalMilliseconds:F0} ms");
        withdrawn.Should().BePositive("some of the races are won by the colleague");
        LedgerChecker.Check(world.Snapshot()).UnexplainedDuplicates.Should().BeEmpty();
    }

    private static IEnumerable<LedgerEntry> Sends(ChaosWorld world, string person) =>
        world.Provider.Snapshot().Where(entry => entry.Kind == LedgerKind.Attempted && entry.Person == person);

    /// <param name="Person">Whose conversation.</param>
    /// <param name="Conversation">Its id.</param>
    /// <param name="Durable">When the colleague was told that the take-over is stored.</param>
    /// <param name="Committed">When it was first seen to be carried out.</param>
    private sealed record Race(string Person, string Conversation, TimeSpan Durable, TimeSpan Committed);
}
