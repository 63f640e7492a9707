using System.Globalization;
using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>Nodes behind a balancer, one database behind a network that can misbehave, a provider and its ledger.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    /// <summary>Short, to keep the tests short: a frozen node's conversations move on after this time.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);

    /// <summary>How long the provider takes for a send, unless a test says otherwise.</summary>
    public static readonly TimeSpan UsualLatency = TimeSpan.FromMilliseconds(40);

    /// <summary>In this time what a frozen node had on the wire has its effect.</summary>
    private static readonly TimeSpan OnTheWire = TimeSpan.FromMilliseconds(300);

    /// <summary>The hosts' own patience with the database, for tests of how soon a webhook is refused: the rig's other worlds are more patient with a busy machine.</summary>
    public static readonly IReadOnlyDictionary<string, string> HostsPatience = new Dictionary<string, string> { ["Concierge__PostgreSql__AcceptTimeout"] = "00:00:00.800" };

    private static readonly TimeSpan ReconcileWait = TimeSpan.FromSeconds(4);

    private readonly TempFolder _folder;
    private readonly TcpProxy _balancer;
    private readonly HostSettings[] _settings;

    private ChaosWorld(TempFolder folder, Ledger ledger, ProviderProcess provider, TcpProxy balancer, PostgresCluster? database, Uri[] addresses, IReadOnlyDictionary<string, string> settings)
    {
        _folder = folder;
        _balancer = balancer;
        Ledger = ledger;
        Provider = provider;
        Database = database;
        Network = database is null ? null : new TcpProxy([database.Port], seed: 7);
        Address = AddressOf(balancer);
        _settings = [.. addresses.Select((address, node) => settings.Aggregate(Settings(node, address), (all, setting) => all.With(setting.Key, setting.Value)))];
        Nodes = new HostProcess[addresses.Length];
    }

    /// <summary>The rig's own ledger: the lives of the nodes, and what a test posts by itself.</summary>
    public Ledger Ledger { get; }

    /// <summary>The provider and the people behind it, with a ledger of their own.</summary>
    public ProviderProcess Provider { get; }

    /// <summary>The database; null when the one node has a SQLite file.</summary>
    public PostgresCluster? Database { get; }

    /// <summary>The network between the nodes and the database.</summary>
    public TcpProxy? Network { get; }

    /// <summary>What the provider posts to.</summary>
    public Uri Address { get; }

    public HostProcess[] Nodes { get; }

    /// <param name="name">Of the test, for the folder.</param>
    /// <param name="nodes">How many nodes share a PostgreSQL server; 0 for one node on SQLite.</param>
    /// <param name="settings">Further settings of every node.</param>
    /// <param name="database">Makes the database; null for the usual one.</param>
    /// <param name="start">Whether the nodes are started too.</param>
    public static async Task<ChaosWorld> StartAsync(
        string name, int nodes, IReadOnlyDictionary<string, string>? settings = null, Func<PostgresCluster>? database = null, bool start = true)
    {
        var folder = new TempFolder(name);
        var ledger = new Ledger(Path.Combine(folder.Path, "ledger.tsv"));
        Uri[] addresses = [.. Enumerable.Range(0, Math.Max(nodes, 1)).Select(_ => LoopbackPort.Reserve())];
        var balancer = new TcpProxy([.. addresses.Select(address => address.Port)]);
        ProviderProcess provider = await ProviderProcess.StartAsync(Path.Combine(folder.Path, "provider.tsv"), ledger.Origin, AddressOf(balancer));
        PostgresCluster? server = nodes == 0 ? null : database?.Invoke() ?? PostgresCluster.Start(durable: true);
        var world = new ChaosWorld(folder, ledger, provider, balancer, server, addresses, settings ?? new Dictionary<string, string>());
        await provider.PlayAsync(new ProviderScript { Latency = UsualLatency });
        if (start)
        {
            await world.StartNodesAsync();
        }

        return world;
    }

    public Task StartNodesAsync() => Task.WhenAll(Enumerable.Range(0, Nodes.Length).Select(StartNodeAsync));

    /// <summary>The address of one node, past the balancer.</summary>
    public Uri AddressOfNode(int node) => _settings[node].Address;

    /// <summary>Starts a node's next life and waits until it is ready.</summary>
    public async Task StartNodeAsync(int node)
    {
        if (Nodes[node] is { } before)
        {
            await before.DisposeAsync();
        }

        Nodes[node] = HostProcess.Start(_settings[node], Ledger);
        if (!await Nodes[node].WaitReadyAsync())
        {
            throw new InvalidOperationException($"Node {node} ended with code {Nodes[node].ExitCode} before it was ready. It said:\n{Nodes[node].Log}");
        }
    }

    public async Task KillAndRestartAsync(int node)
    {
        await Nodes[node].KillAsync();
        await StartNodeAsync(node);
    }

    /// <summary>Freezes a node for long enough that others take over, then lets it go on.</summary>
    public async Task FreezeAsync(int node)
    {
        ProcessSignal.Freeze([Nodes[node].Id]);
        await Poll.ForAsync(OnTheWire);

        // What it had on the wire has no recorded outcome when others take over.
        Ledger.Write(LedgerKind.HostDied);
        await Poll.ForAsync(2 * Lease);
        ProcessSignal.Wake([Nodes[node].Id]);
    }

    /// <summary>Both ledgers as one, in the order of their common clock.</summary>
    public IReadOnlyList<LedgerEntry> Snapshot() => [.. Provider.Snapshot().Concat(Ledger.Snapshot()).OrderBy(entry => entry.At)];

    /// <summary>Waits until every accepted message was answered and nothing is left to send.</summary>
    public async Task DrainAsync(TimeSpan deadline)
    {
        try
        {
            await Poll.UntilAsync(() => LedgerChecker.Check(Snapshot()).Lost.Count == 0, deadline, "every accepted message was answered");
            await SettleAsync(deadline);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{LedgerChecker.Check(Snapshot())}\n{string.Join("\n---\n", Nodes.Select(node => Tail(node.Log)))}");
        }
    }

    /// <summary>Waits until all receipts were taken and nothing was sent for longer than a reconciliation and a lease take.</summary>
    public Task SettleAsync(TimeSpan deadline) => Poll.UntilAsync(
        async () => await Provider.PendingReceiptsAsync() == 0 && Ledger.Now - LastSend() > ReconcileWait + Lease, deadline, "no send is left to do");

    /// <summary>What nobody but the ledgers say.</summary>
    public LedgerVerdict Judge(ITestOutputHelper output)
    {
        LedgerVerdict verdict = LedgerChecker.Check(Snapshot());
        int lost = Nodes.Sum(node => Count(node.Log, "was lost; another owner")), late = Nodes.Sum(node => Count(node.Log, "could not be prolonged"));
        output.WriteLine($"{verdict}\nleases found lost {lost}, not prolonged in time {late}, answers of the database swallowed {Network?.Cuts ?? 0}, webhooks refused {Refused}, receipts came after p50 {Percentiles.Of(Receipts(), 50).TotalSeconds:F1} s, p95 {Percentiles.Of(Receipts(), 95).TotalSeconds:F1} s");
        return verdict;
    }

    /// <summary>How many webhooks were answered with an error.</summary>
    public int Refused => Snapshot().Count(entry => entry.Kind == LedgerKind.Refused && entry.Code >= 500);

    /// <summary>The status of each message that was posted since then and not taken, 0 for no answer, and how long that took.</summary>
    public IReadOnlyList<(int Status, TimeSpan Time)> Refusals(TimeSpan since)
    {
        var posted = new Dictionary<string, TimeSpan>();
        var refusals = new List<(int, TimeSpan)>();
        foreach (LedgerEntry entry in Snapshot())
        {
            if (entry.Kind == LedgerKind.Posted)
            {
                posted[entry.Text!] = entry.At;
            }
            else if (entry.Kind == LedgerKind.Refused && posted[entry.Text!] is var at && at >= since)
            {
                refusals.Add((entry.Code, entry.At - at));
            }
        }

        return refusals;
    }

    /// <summary>How many people have been answered.</summary>
    public int PeopleAnswered() => Provider.Snapshot().Where(entry => entry.Kind == LedgerKind.Applied).Select(entry => entry.Person).Distinct().Count();

    /// <summary>
    /// Waits until everything is answered that people had written by now at a steady rate, whether a webhook got through or was held up
    /// in between.
    /// </summary>
    public Task CatchUpAsync(double rate, TimeSpan deadline)
    {
        TimeSpan begun = Provider.Snapshot().First(entry => entry.Kind == LedgerKind.Posted).At;
        int written = (int)(rate * (Ledger.Now - begun).TotalSeconds);
        return Poll.UntilAsync(() => AnsweredOfTheFirst(written) == written, deadline, "what people wrote while the database was away is answered");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess? node in Nodes)
        {
            if (node is not null)
            {
                ProcessSignal.Wake([node.Id]);
                await node.DisposeAsync();
            }
        }

        await _balancer.DisposeAsync();
        if (Network is not null)
        {
            await Network.DisposeAsync();
        }

        Database?.Dispose();
        await Provider.DisposeAsync();
        Ledger.Dispose();
        _folder.Dispose();
    }

    private HostSettings Settings(int node, Uri address)
    {
        string folder = Path.Combine(_folder.Path, $"node{node}");
        Directory.CreateDirectory(folder);
        HostSettings settings = HostSettings.For(Artefact.Echo, address, Provider.Address, folder)
            .With("Concierge__Outbox__ReconcileWait", ReconcileWait.ToString());
        return Database is null ? settings : settings
            .With("Concierge__PostgreSql__ConnectionString", Database.ConnectionString.Replace($"Port={Database.Port}", $"Port={Network!.Port}", StringComparison.Ordinal))
            .With("Concierge__PostgreSql__LeaseDuration", Lease.ToString())

            // A test machine is often busier than any host: that it is slow is not what is tested here.
            .With("Concierge__PostgreSql__AcceptTimeout", "00:00:05");
    }

    /// <summary>From each effect to the moment when its receipt was taken: what comes later than the reconciliation waits is repeated.</summary>
    private List<TimeSpan> Receipts()
    {
        IReadOnlyList<LedgerEntry> entries = Snapshot();
        ILookup<string?, TimeSpan> taken = entries.Where(entry => entry.Kind == LedgerKind.StatusAcknowledged).ToLookup(entry => entry.Attempt, entry => entry.At);
        return [.. entries.Where(entry => entry.Kind == LedgerKind.Applied && taken.Contains(entry.Attempt)).Select(entry => taken[entry.Attempt].Min() - entry.At)];
    }

    private int AnsweredOfTheFirst(int written)
    {
        IReadOnlyList<LedgerEntry> entries = Provider.Snapshot();
        HashSet<string?> answered = [.. entries.Where(entry => entry.Kind == LedgerKind.Applied).Select(entry => entry.Text)];
        return entries.Where(entry => entry.Kind == LedgerKind.Posted).Select(entry => entry.Text).Distinct().Take(written)
            .Count(text => answered.Contains(LedgerChecker.ReplyPrefix + text));
    }

    private TimeSpan LastSend() => Snapshot().LastOrDefault(entry => entry.Kind is LedgerKind.Attempted)?.At ?? TimeSpan.Zero;

    private static Uri AddressOf(TcpProxy balancer) => new($"http://127.0.0.1:{balancer.Port.ToString(CultureInfo.InvariantCulture)}/");

    private static int Count(string log, string text) => log.Split(text).Length - 1;

    private static string Tail(string log) => log.Length > 4000 ? log[^4000..] : log;
}
