using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>R15: a message whose handling kills the process, hangs or fails is put aside; everybody else is served.</summary>
public sealed class PoisonTests(ITestOutputHelper output)
{
    private const int Poisoned = 0;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("die-1")]
    [InlineData("overflow-1")]
    public async Task R15_HandlerKillsTheProcess_IsQuarantinedAfterThreeDeaths(string poison)
    {
        await using World world = await World.CreateAsync("poison", HostArtefact.Poison);
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        using var admin = new AdminClient(world.Address);
        await caller.SayAsync(Poisoned, "before-1");
        await Answered(world, "before-1");
        await using (var supervisor = new Supervisor(world))
        {
            await caller.SayAsync(Poisoned, poison);
            await caller.SayAsync(Poisoned, "after-1");
            await caller.SayAsync(1, "other-1");
            await Answered(world, "after-1");
            await Answered(world, "other-1");

            supervisor.Restarts.Should().Be(3, "the third death is the last");
        }

        (string kind, string reason, string payload) = (await admin.DeadLettersAsync()).Should().ContainSingle().Subject;
        kind.Should().Be("Inbound");
        reason.Should().Contain("3");
        payload.Should().Contain(poison);
        LedgerVerdict verdict = await world.JudgeAsync(output);
        verdict.Lost.Should().Equal(poison);
        verdict.UnexplainedDuplicates.Should().BeEmpty();
    }

    [Fact]
    public async Task R15_ProcessDiesWithManyConversationsWaiting_OnlyThePoisonIsQuarantined()
    {
        const int bystanders = 60;
        await using World world = await World.CreateAsync("bystanders", HostArtefact.Poison);
        world.Provider.Latency = TimeSpan.FromMilliseconds(100);
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        using var admin = new AdminClient(world.Address);
        await using (new Supervisor(world))
        {
            await Task.WhenAll(Enumerable.Range(0, bystanders).Select(person => caller.SayAsync(person, person == bystanders / 2 ? "die-1" : $"bystander-{person}")));
            await Poll.UntilAsync(() => LedgerChecker.Check(world.Ledger.Snapshot()).Lost.Count == 1, Deadline, "everybody but the poisoned one was answered");
        }

        (await admin.DeadLettersAsync()).Should().ContainSingle().Which.Payload.Should().Contain("die-1");
        LedgerVerdict verdict = await world.JudgeAsync(output);
        verdict.Lost.Should().Equal("die-1");
        verdict.UnexplainedDuplicates.Should().BeEmpty();
    }

    [Theory]
    [InlineData("throw-1")]
    [InlineData("hang-1")]
    public async Task R15_HandlerFailsOrHangs_IsQuarantinedAfterFiveFailures(string poison)
    {
        await using World world = await World.CreateAsync("failing", HostArtefact.Poison);
        world.Settings = world.Settings.With("Concierge__TurnTimeout", "00:00:01").With("Concierge__TurnRetryDelay", "00:00:00.100");
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        using var admin = new AdminClient(world.Address);

        await caller.SayAsync(Poisoned, poison);
        await caller.SayAsync(Poisoned, "after-1");
        await caller.SayAsync(1, "other-1");
        await Answered(world, "other-1");
        await Answered(world, "after-1");

        (string kind, string reason, string payload) = (await admin.DeadLettersAsync()).Should().ContainSingle().Subject;
        kind.Should().Be("Inbound");
        reason.Should().Contain("5");
        payload.Should().Contain(poison);
        LedgerVerdict verdict = await world.JudgeAsync(output);
        verdict.Deaths.Should().Be(0);
        verdict.Lost.Should().Equal(poison);
        verdict.Effects.Should().Be(2);
    }

    private static Task Answered(World world, string text) => Poll.UntilAsync(
        () => world.Ledger.Snapshot().Any(entry => entry.Kind == LedgerKind.Applied && entry.Text == LedgerChecker.ReplyPrefix + text),
        Deadline,
        $"'{text}' was answered. The host said:\n{world.Host.Log}");
}
