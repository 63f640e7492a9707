using System.Net;
using System.Threading.Channels;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Posts delivery statuses back to the host and repeats each until it is taken, as Meta does.</summary>
internal sealed class StatusPoster : IAsyncDisposable
{
    /// <summary>Enough to keep up with the sends when each post takes as long as a busy disk: the provider's own queue never makes a receipt late.</summary>
    private const int Workers = 32;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly WebhookClient _client;
    private readonly Ledger _ledger;
    private readonly IReadOnlyList<string> _statuses;
    private readonly Channel<(string To, string Id, string Attempt)> _queue = Channel.CreateUnbounded<(string, string, string)>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _workers;
    private int _pending;

    public StatusPoster(Uri host, Ledger ledger, params IReadOnlyList<string> statuses)
    {
        _client = new WebhookClient(host, Workers);
        _ledger = ledger;
        _statuses = statuses;
        _workers = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync()));
    }

    /// <summary>How many effects have statuses that the host has not taken yet.</summary>
    public int Pending => Volatile.Read(ref _pending);

    public void Enqueue(string to, string id, string attempt)
    {
        Interlocked.Increment(ref _pending);
        _queue.Writer.TryWrite((to, id, attempt));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _workers.ContinueWith(static _ => { }, TaskScheduler.Default);
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach ((string to, string id, string attempt) in _queue.Reader.ReadAllAsync(_stopping.Token))
        {
            foreach (string status in _statuses)
            {
                byte[] body = MetaPayload.Status(to, id, status, attempt, DateTimeOffset.UtcNow);
                while (await _client.PostAsync(body, _stopping.Token) != HttpStatusCode.OK)
                {
                    await Task.Delay(RetryPause, _stopping.Token);
                }

                _ledger.Write(LedgerKind.StatusAcknowledged, to, status, attempt, 200);
            }

            Interlocked.Decrement(ref _pending);
        }
    }
}
