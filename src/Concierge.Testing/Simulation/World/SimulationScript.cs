using Concierge.Testing.Simulation.Checks;

namespace Concierge.Testing.Simulation.World;

/// <summary>From the first process start to the moment at which nothing moves any more.</summary>
internal sealed class SimulationScript
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongLook = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private readonly SimulationWorld _world;
    private readonly Supervisor _supervisor;
    private readonly SimulationStore _store;
    private readonly SimulatedProvider _provider;
    private readonly SimulatedPersons _persons;
    private readonly SimulatedColleagues _colleagues;
    private readonly SimulatedHost _host;
    private readonly SimulatedMisfortune _misfortune;
    private readonly List<int> _strangers = [];

    public SimulationScript(SimulationWorld world, Supervisor supervisor, SimulationStore store)
    {
        _world = world;
        _supervisor = supervisor;
        _store = store;
        _provider = new SimulatedProvider(world, supervisor);
        supervisor.Provider = _provider;
        _persons = new SimulatedPersons(world, _provider);
        _colleagues = new SimulatedColleagues(world, supervisor, _provider);
        _host = new SimulatedHost(world, supervisor);
        _world.Erasures.Contents = store.Contents;
        _misfortune = new SimulatedMisfortune(world, supervisor);
    }

    public bool IsFinished { get; private set; }

    /// <summary>How many inputs wait at the end.</summary>
    public long Waiting { get; private set; }

    /// <summary>Ids of the artifacts in the store at the end.</summary>
    public IReadOnlyList<string> Artifacts { get; private set; } = [];

    /// <summary>Ids of the bookings in the store at the end.</summary>
    public IReadOnlyList<string> Bookings { get; private set; } = [];

    /// <summary>Persons of whom the directory must know nothing at the end.</summary>
    public IReadOnlyCollection<int> Strangers => _strangers;

    public void Start() => _ = _world.Start(RunAsync);

    private async Task RunAsync()
    {
        await _supervisor.StartAsync();
        await Task.WhenAll(
            _persons.WriteAsync(),
            _world.Start(_colleagues.WorkAsync),
            _world.Start(_host.NotifyAsync),
            _world.Start(_host.EraseAsync),
            _world.Start(_misfortune.HappenAsync));
        while (_provider.Pending > 0)
        {
            // Redeliveries may be days away; nothing is stuck before the last of them.
            await _world.Delay(LongLook);
        }

        TimeSpan end = _world.Clock.Elapsed + Patience;
        DateTimeOffset last = _world.Now + Patience;
        while (_world.Clock.Elapsed < end)
        {
            bool isQuiet = await IsQuietAsync();
            DateTimeOffset? timer = isQuiet ? NextTimer(last) : null;
            if (isQuiet && timer is null)
            {
                break;
            }

            await _world.Delay(timer > _world.Now ? timer.Value - _world.Now + Moment : Look);
        }

        await LookAroundAsync();
        IsFinished = true;
    }

    /// <summary>What is in the store when nothing moves any more.</summary>
    private async Task LookAroundAsync()
    {
        Waiting = await _store.Mailbox.CountAsync(CancellationToken.None);
        Artifacts = await ListAsync(SimulatedBot.Artifacts);
        Bookings = await ListAsync(SimulatedBot.Bookings);
        for (int person = 0; person < _world.Plan.Persons; person++)
        {
            IReadOnlyList<ContactAddress> addresses = Phonebook.Identity(person).Addresses;
            ConversationId? known = await _store.Contacts.FindAsync(SimulatedProcess.Account, addresses, CancellationToken.None);
            bool isKnown = known is { } id
                && _world.Ledger.Conversations.TryGetValue(id.Value, out ConversationFact? conversation)
                && (conversation.HasNews || conversation.Handled.Count > 0);
            if (!isKnown)
            {
                _strangers.Add(person);
            }
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(string collection) =>
        [.. (await _store.Records.ListAsync(collection, string.Empty, null, int.MaxValue, CancellationToken.None)).Select(record => record.Id)];

    private DateTimeOffset? NextTimer(DateTimeOffset last) =>
        _world.Ledger.Conversations.Values.Select(conversation => conversation.NextTimerAt).Where(at => at <= last).Min();

    private async Task<bool> IsQuietAsync() =>
        _provider.Pending == 0
        && await _store.Mailbox.CountAsync(CancellationToken.None) == 0
        && _world.Ledger.Conversations.Values.All(IsSettled);

    private static bool IsSettled(ConversationFact conversation) => conversation.Owed.Count == 0;
}
