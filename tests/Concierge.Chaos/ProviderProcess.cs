using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;

namespace Concierge.Chaos;

/// <summary>
/// The provider and the people behind it: a process of its own, that shares nothing with the hosts but the network and nothing with
/// the judge but its ledger's file.
/// </summary>
internal sealed class ProviderProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly HttpClient _desk;
    private readonly StreamReader _ledger;
    private readonly List<LedgerEntry> _entries = [];
    private readonly Lock _lock = new();
    private string _unfinished = string.Empty;

    private ProviderProcess(Process process, Uri address, Uri desk, string ledger)
    {
        _process = process;
        Address = address;
        _desk = new HttpClient { BaseAddress = desk, Timeout = Timeout.InfiniteTimeSpan };
        _ledger = new StreamReader(new FileStream(ledger, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    }

    /// <summary>Where hosts send to.</summary>
    public Uri Address { get; }

    /// <param name="ledger">The file of its ledger.</param>
    /// <param name="origin">What the ledger's times count from.</param>
    /// <param name="host">Where webhooks are posted to.</param>
    public static async Task<ProviderProcess> StartAsync(string ledger, long origin, Uri host)
    {
        var start = new ProcessStartInfo("dotnet", [Artefact.Provider, ledger, origin.ToString(CultureInfo.InvariantCulture), host.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        string? address = await process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit);
        string? desk = await process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit);
        return desk is null
            ? throw new InvalidOperationException("The provider ended before it was ready; what it said is above.")
            : new ProviderProcess(process, new Uri(address!), new Uri(desk), ledger);
    }

    /// <summary>From now on the provider does this with send requests.</summary>
    public Task PlayAsync(ProviderScript script) => AskAsync(HttpMethod.Put, "/script", JsonContent.Create(script, options: ProviderScript.Json));

    /// <summary>Lets people write.</summary>
    public Task StartLoadAsync(LoadOptions options) => AskAsync(HttpMethod.Put, "/load", JsonContent.Create(options, options: ProviderScript.Json));

    /// <summary>Completes when nobody writes any more and every message that was begun is taken.</summary>
    public Task EndLoadAsync(TimeSpan deadline) => AskAsync(HttpMethod.Post, "/load/end").WaitAsync(deadline);

    /// <summary>Completes when all messages of a limited load were taken.</summary>
    public Task LoadCompletionAsync(TimeSpan deadline) => AskAsync(HttpMethod.Post, "/load/completion").WaitAsync(deadline);

    /// <summary>How many effects have receipts that no host has taken yet.</summary>
    public async Task<int> PendingReceiptsAsync() => await _desk.GetFromJsonAsync<int>("/receipts/pending");

    /// <summary>The ledger so far.</summary>
    public IReadOnlyList<LedgerEntry> Snapshot()
    {
        lock (_lock)
        {
            string[] lines = (_unfinished + _ledger.ReadToEnd()).Split('\n');
            _entries.AddRange(lines.SkipLast(1).Select(LedgerEntry.Parse));
            _unfinished = lines[^1];
            return [.. _entries];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        _process.StandardInput.Close();
        try
        {
            using var limit = new CancellationTokenSource(EndLimit);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
        _ledger.Dispose();
    }

    private async Task AskAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using HttpResponseMessage response = await _desk.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The provider could not do {path}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
