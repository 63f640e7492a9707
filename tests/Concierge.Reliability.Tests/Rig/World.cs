using Xunit.Abstractions;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Everything around the host: ledger, provider, statuses, and the host's lives one after the other.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>How long the host waits for a receipt before it sends an interrupted reply again; short, to keep tests short.</summary>
    private static readonly TimeSpan DefaultReconcileWait = TimeSpan.FromSeconds(4);

    private readonly TempFolder _folder;
    private readonly StatusPoster? _statuses;
    private readonly TimeSpan _reconcileWait;

    private World(TempFolder folder, Ledger ledger, FakeProvider provider, HostSettings settings, bool withStatuses, TimeSpan reconcileWait)
    {
        _folder = folder;
        _reconcileWait = reconcileWait;
        Ledger = ledger;
        Provider = provider;
        Settings = settings;
        if (withStatuses)
        {
            _statuses = new StatusPoster(settings.Address, ledger, "sent", "delivered");
            provider.Delivered = _statuses.Enqueue;
        }
    }

    public Ledger Ledger { get; }

    public FakeProvider Provider { get; }

    public HostSettings Settings { get; set; }

    /// <summary>The present life of the host.</summary>
    public HostProcess Host { get; private set; } = null!;

    public Uri Address => Settings.Address;

    public string Folder => _folder.Path;

    public string Database => Path.Combine(Settings.Folder, "concierge.db");

    /// <param name="name">Of the test, for the folder.</param>
    /// <param name="artefact">The host; the echo sample unless another one is named.</param>
    /// <param name="withStatuses">Whether the provider posts delivery statuses.</param>
    /// <param name="reconcileWait">How long the host waits for a receipt; null for the rig's own time.</param>
    public static async Task<World> CreateAsync(string name, string? artefact = null, bool withStatuses = true, TimeSpan? reconcileWait = null)
    {
        TimeSpan wait = reconcileWait ?? DefaultReconcileWait;
        var folder = new TempFolder(name);
        var ledger = new Ledger(Path.Combine(folder.Path, "ledger.tsv"));
        FakeProvider provider = await FakeProvider.StartAsync(ledger);
        HostSettings settings = HostSettings.For(artefact ?? HostArtefact.Echo, LoopbackPort.Reserve(), provider.Address, folder.Path)
            .With("Concierge__Outbox__ReconcileWait", wait.ToString());
        return new World(folder, ledger, provider, settings, withStatuses, wait);
    }

    /// <summary>Starts the host's next life and waits until it is ready.</summary>
    public async Task StartHostAsync()
    {
        Begin();
        if (!await Host.WaitReadyAsync())
        {
            throw new InvalidOperationException($"The host ended with code {Host.ExitCode} before it was ready. It said:\n{Host.Log}");
        }
    }

    /// <summary>Starts the host's next life and does not wait.</summary>
    public HostProcess Begin()
    {
        Host?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Host = HostProcess.Start(Settings, Ledger);
        return Host;
    }

    /// <summary>Waits until every accepted message was answered and no send can still be waiting for its reconciliation.</summary>
    public async Task DrainAsync(TimeSpan deadline)
    {
        await Poll.UntilAsync(() => LedgerChecker.Check(Ledger.Snapshot()).Lost.Count == 0, deadline, "every accepted message was answered");
        await SettleAsync(deadline);
    }

    /// <summary>Waits until all statuses were taken and nothing was sent for longer than a reconciliation takes.</summary>
    public async Task SettleAsync(TimeSpan deadline) => await Poll.UntilAsync(
        () => (_statuses?.Pending ?? 0) == 0 && Ledger.Now - LastSend() > _reconcileWait + TimeSpan.FromSeconds(1),
        deadline,
        "no send is left to do");

    /// <summary>Stops the host, judges the ledger and looks at the database.</summary>
    public async Task<LedgerVerdict> JudgeAsync(ITestOutputHelper output)
    {
        await Host.StopAsync();
        LedgerVerdict verdict = LedgerChecker.Check(Ledger.Snapshot());
        output.WriteLine(verdict.ToString());
        DatabaseFile.IntegrityCheck(Database).Should().Be("ok");
        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        if (_statuses is not null)
        {
            await _statuses.DisposeAsync();
        }

        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        await Provider.DisposeAsync();
        Ledger.Dispose();
        _folder.Dispose();
    }

    private TimeSpan LastSend() => Ledger.Snapshot().LastOrDefault(entry => entry.Kind is LedgerKind.Attempted)?.At ?? TimeSpan.Zero;
}
