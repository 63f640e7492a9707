using System.Globalization;
using Concierge.PostgreSql.Rig;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>Nodes behind a balancer, one database behind a network that can misbehave, a provider and its ledger.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    /// <summary>Short, to keep the tests short: a frozen node's conversations move on after this time.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);

    /// <summary>In this time what a frozen node had on the wire has its effect.</summary>
    private static readonly TimeSpan OnTheWire = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan ReconcileWait = TimeSpan.FromSeconds(4);

    private readonly TempFolder _folder;
    private readonly TcpProxy _balancer;
    private readonly StatusPoster _statuses;
    private readonly HostSettings[] _settings;

    private ChaosWorld(TempFolder folder, Ledger ledger, FakeProvider provider, PostgresCluster? database, int nodes, IReadOnlyDictionary<string, string> settings)
    {
        _folder = folder;
        Ledger = ledger;
        Provider = provider;
        Database = database;
        Network = database is null ? null : new TcpProxy([database.Port], seed: 7);
        _settings = [.. Enumerable.Range(0, nodes).Select(node => settings.Aggregate(Settings(node), (all, setting) => all.With(setting.Key, setting.Value)))];
        _balancer = new TcpProxy([.. _settings.Select(settings => settings.Address.Port)]);
        Address = new Uri($"http://127.0.0.1:{_balancer.Port.ToString(CultureInfo.InvariantCulture)}/");
        _statuses = new StatusPoster(Address, ledger, "sent");
        provider.Delivered = _statuses.Enqueue;
        Nodes = new HostProcess[nodes];
    }

    public Ledger Ledger { get; }

    public FakeProvider Provider { get; }

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
    public static async Task<ChaosWorld> StartAsync(string name, int nodes, IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = new TempFolder(name);
        var ledger = new Ledger(Path.Combine(folder.Path, "ledger.tsv"));
        FakeProvider provider = await FakeProvider.StartAsync(ledger);
        var world = new ChaosWorld(folder, ledger, provider, nodes == 0 ? null : PostgresCluster.Start(durable: true), Math.Max(nodes, 1), settings ?? new Dictionary<string, string>());
        world.Provider.Latency = TimeSpan.FromMilliseconds(40);
        await Task.WhenAll(Enumerable.Range(0, world.Nodes.Length).Select(world.StartNodeAsync));
        return world;
    }

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

    /// <summary>Waits until every accepted message was answered and nothing is left to send.</summary>
    public async Task DrainAsync(TimeSpan deadline)
    {
        try
        {
            await Poll.UntilAsync(() => LedgerChecker.Check(Ledger.Snapshot()).Lost.Count == 0, deadline, "every accepted message was answered");
            await Poll.UntilAsync(() => _statuses.Pending == 0 && Ledger.Now - LastSend() > ReconcileWait + Lease, deadline, "no send is left to do");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{LedgerChecker.Check(Ledger.Snapshot())}\n{string.Join("\n---\n", Nodes.Select(node => Tail(node.Log)))}");
        }
    }

    /// <summary>What nobody but the ledger says.</summary>
    public LedgerVerdict Judge(ITestOutputHelper output)
    {
        LedgerVerdict verdict = LedgerChecker.Check(Ledger.Snapshot());
        int lost = Nodes.Sum(node => Count(node.Log, "was lost; another owner")), late = Nodes.Sum(node => Count(node.Log, "could not be prolonged"));
        output.WriteLine($"{verdict}\nleases found lost {lost}, not prolonged in time {late}, answers of the database swallowed {Network?.Cuts ?? 0}, webhooks refused {Refused}, receipts came after p50 {Percentiles.Of(Receipts(), 50).TotalSeconds:F1} s, p95 {Percentiles.Of(Receipts(), 95).TotalSeconds:F1} s");
        return verdict;
    }

    /// <summary>How many webhooks were answered with an error.</summary>
    public int Refused => Ledger.Snapshot().Count(entry => entry.Kind == LedgerKind.Refused && entry.Code >= 500);

    public async ValueTask DisposeAsync()
    {
        await _statuses.DisposeAsync();
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

    private HostSettings Settings(int node)
    {
        string folder = Path.Combine(_folder.Path, $"node{node}");
        Directory.CreateDirectory(folder);
        HostSettings settings = HostSettings.For(HostArtefact.Echo, LoopbackPort.Reserve(), Provider.Address, folder)
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
        IReadOnlyList<LedgerEntry> entries = Ledger.Snapshot();
        ILookup<string?, TimeSpan> taken = entries.Where(entry => entry.Kind == LedgerKind.StatusAcknowledged).ToLookup(entry => entry.Attempt, entry => entry.At);
        return [.. entries.Where(entry => entry.Kind == LedgerKind.Applied && taken.Contains(entry.Attempt)).Select(entry => taken[entry.Attempt].Min() - entry.At)];
    }

    private TimeSpan LastSend() => Ledger.Snapshot().LastOrDefault(entry => entry.Kind is LedgerKind.Attempted)?.At ?? TimeSpan.Zero;

    private static int Count(string log, string text) => log.Split(text).Length - 1;

    private static string Tail(string log) => log.Length > 4000 ? log[^4000..] : log;
}
