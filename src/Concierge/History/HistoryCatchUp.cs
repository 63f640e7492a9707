using System.Text;
using Concierge.Channels;
using Concierge.Ingress;
using Concierge.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.History;

/// <summary>
/// Fetches what no webhook brought, for providers that give up after a try or two: after a start, and now and then. What is fetched is
/// deduplicated and handled like a webhook's events, so fetching too much costs a look only.
/// </summary>
internal sealed class HistoryCatchUp(
    ChannelRegistry channels,
    WebhookIngress ingress,
    IRecordStore records,
    TimeProvider clock,
    IOptions<ConciergeOptions> options,
    StoreTroubleLog trouble,
    ILogger<HistoryCatchUp> logger) : IHostedService, IDisposable
{
    private const string Collection = "concierge.history";
    private const int BatchSize = 50;

    /// <summary>Lists lag behind, clocks differ, and a message may have been dated before it was stored.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.CatchUpInterval is { } interval)
        {
            _running = Task.WhenAll(channels.Channels.Where(channel => channel is IHistoryChannel).Select(channel => RunAsync(channel, interval)));
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        await _running;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(IChannel channel, TimeSpan interval)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(channel);
                await Task.Delay(interval, clock, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task CatchUpAsync(IChannel channel)
    {
        string account = channel.Account.ToString();
        try
        {
            DateTimeOffset now = clock.GetUtcNow();
            StoredRecord? mark = await records.LoadAsync(Collection, account, _stopping.Token);
            if (mark is null || await FetchAsync(channel, Since(mark, now)))
            {
                // Before the first start there was no bot: what was written then is not answered.
                await records.SaveAsync([new RecordWrite(Collection, account, Encoding.UTF8.GetBytes(now.ToString("O")))], _stopping.Token);
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            trouble.Write(unavailable);
        }
        catch (HttpRequestException refused)
        {
            Log.HistoryUnavailable(logger, account, refused.Message);
        }
    }

    private DateTimeOffset Since(StoredRecord mark, DateTimeOffset now)
    {
        DateTimeOffset oldest = now - options.Value.MaxMessageAge;
        return DateTimeOffset.TryParse(Encoding.UTF8.GetString(mark.Content.Span), null, out DateTimeOffset last) && last - Overlap > oldest
            ? last - Overlap
            : oldest;
    }

    /// <summary>False when some of it could not be stored: the next look begins at the same place.</summary>
    private async Task<bool> FetchAsync(IChannel channel, DateTimeOffset since)
    {
        var batch = new List<AddressedEvent>(BatchSize);
        int added = 0;
        await foreach (ChannelEvent channelEvent in ((IHistoryChannel)channel).ReadHistoryAsync(since, _stopping.Token))
        {
            if (ingress.AddressOwn(channel, channelEvent) is { } addressed)
            {
                batch.Add(addressed);
            }

            if (batch.Count == BatchSize && !await StoreAsync())
            {
                return false;
            }
        }

        bool stored = await StoreAsync();
        if (added > 0)
        {
            Log.CaughtUp(logger, channel.Account.ToString(), added);
        }

        return stored;

        async Task<bool> StoreAsync()
        {
            AppendResult result = await ingress.AppendAsync(batch, _stopping.Token);
            batch.Clear();
            added += result.Appended;
            return result.Status == AppendStatus.Stored;
        }
    }
}
