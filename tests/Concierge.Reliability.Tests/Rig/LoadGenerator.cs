using System.Collections.Concurrent;
using System.Net;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>
/// Posts signed message webhooks at a steady rate. A person's next message is posted only after the one before was taken, so
/// that the order of acceptance is known; a refused one is posted again until it is taken, so that a killed host gets it again.
/// </summary>
internal sealed class LoadGenerator : IAsyncDisposable
{
    private readonly LoadOptions _options;
    private readonly WebhookClient _client;
    private readonly Ledger _ledger;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly ConcurrentQueue<(int Person, int Next)> _idle = new();
    private readonly ConcurrentBag<TimeSpan> _latencies = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly string _run;
    private readonly Task _workers;
    private int _issued;

    public LoadGenerator(Uri host, Ledger ledger, LoadOptions options, string run = "m")
    {
        _options = options;
        _ledger = ledger;
        _run = run;
        _client = new WebhookClient(host, options.Workers);
        for (int person = 0; person < options.People; person++)
        {
            _idle.Enqueue((person, 1));
        }

        _workers = Task.WhenAll(Enumerable.Range(0, Math.Min(options.Workers, options.People)).Select(_ => WorkAsync()));
    }

    /// <summary>Completes when all messages of a limited load were taken.</summary>
    public Task Completion => _workers;

    /// <summary>Answer times of the posts that were taken.</summary>
    public IReadOnlyCollection<TimeSpan> Latencies => _latencies;

    /// <summary>Begins no new message and waits until each begun one is taken.</summary>
    public async Task EndAsync(TimeSpan deadline)
    {
        await _ending.CancelAsync();
        await _workers.WaitAsync(deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _aborting.CancelAsync();
        await _workers.ContinueWith(static _ => { }, TaskScheduler.Default);
        _client.Dispose();
        _ending.Dispose();
        _aborting.Dispose();
    }

    private async Task WorkAsync()
    {
        while (await NextSlotAsync() && _idle.TryDequeue(out (int Person, int Next) turn))
        {
            string person = MetaAccount.Person(turn.Person);
            string text = $"{_run}-{turn.Person}-{turn.Next}";
            byte[] body = MetaPayload.Message(person, $"wamid.{text}", text, DateTimeOffset.UtcNow);
            await DeliverAsync(person, text, body);
            _idle.Enqueue((turn.Person, turn.Next + 1));
            if (_options.RepeatEvery > 0 && turn.Next % _options.RepeatEvery == turn.Person % _options.RepeatEvery)
            {
                await DeliverAsync(person, text, body);
            }
        }
    }

    /// <summary>Waits for the moment of the next message. What was held up while the host was away is made up for at once, as by Meta.</summary>
    private async Task<bool> NextSlotAsync()
    {
        int slot = Interlocked.Increment(ref _issued) - 1;
        if (_options.Messages is { } limit && slot >= limit)
        {
            return false;
        }

        TimeSpan wait = TimeSpan.FromSeconds(slot / _options.Rate) - TimeProvider.System.GetElapsedTime(_started);
        if (wait > TimeSpan.Zero)
        {
            try
            {
                await Task.Delay(wait, _ending.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return !_ending.IsCancellationRequested;
    }

    private async Task DeliverAsync(string person, string text, byte[] body)
    {
        while (true)
        {
            _ledger.Write(LedgerKind.Posted, person, text);
            long started = TimeProvider.System.GetTimestamp();
            HttpStatusCode? status = await _client.PostAsync(body, _aborting.Token);
            if (status == HttpStatusCode.OK)
            {
                _latencies.Add(TimeProvider.System.GetElapsedTime(started));
                _ledger.Write(LedgerKind.Acknowledged, person, text, code: 200);
                return;
            }

            _ledger.Write(LedgerKind.Refused, person, text, code: (int)(status ?? 0));
            await Task.Delay(_options.RetryPause, _aborting.Token);
        }
    }
}
