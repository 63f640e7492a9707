using Concierge.Testing.Simulation.Checks;

namespace Concierge.Testing.Simulation.World;

/// <summary>From the first process start to the moment at which nothing moves any more.</summary>
internal sealed class SimulationScript
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private readonly SimulationWorld _world;
    private readonly Supervisor _supervisor;
    private readonly SimulationStore _store;
    private readonly SimulatedProvider _provider;
    private readonly SimulatedPersons _persons;
    private readonly SimulatedColleagues _colleagues;
    private readonly SimulatedMisfortune _misfortune;

    public SimulationScript(SimulationWorld world, Supervisor supervisor, SimulationStore store)
    {
        _world = world;
        _supervisor = supervisor;
        _store = store;
        _provider = new SimulatedProvider(world, supervisor);
        supervisor.Provider = _provider;
        _persons = new SimulatedPersons(world, _provider);
        _colleagues = new SimulatedColleagues(world, supervisor);
        _misfortune = new SimulatedMisfortune(world, supervisor);
    }

    public bool IsFinished { get; private set; }

    /// <summary>How many inputs wait at the end.</summary>
    public long Waiting { get; private set; }

    public void Start() => _ = _world.Start(RunAsync);

    private async Task RunAsync()
    {
        await _supervisor.StartAsync();
        await Task.WhenAll(_persons.WriteAsync(), _world.Start(_colleagues.WorkAsync), _world.Start(_misfortune.HappenAsync));
        while (_provider.Pending > 0)
        {
            // Redeliveries may be days away; nothing is stuck before the last of them.
            await _world.Delay(Look);
        }

        TimeSpan end = _world.Clock.Elapsed + Patience;
        while (!await IsQuietAsync() && _world.Clock.Elapsed < end)
        {
            await _world.Delay(Look);
        }

        Waiting = await _store.Mailbox.CountAsync(CancellationToken.None);
        IsFinished = true;
    }

    private async Task<bool> IsQuietAsync() =>
        _provider.Pending == 0
        && await _store.Mailbox.CountAsync(CancellationToken.None) == 0
        && _world.Ledger.Conversations.Values.All(IsSettled);

    private static bool IsSettled(ConversationFact conversation) => conversation.Owed.Count == 0;
}
