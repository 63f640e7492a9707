using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.Emulator.Phone;

/// <summary>Posts webhooks to the host, one after the other, and again with growing gaps until it answers 200.</summary>
internal sealed class WebhookPoster(
    PhoneNetwork network,
    IEnumerable<IEmulatedProvider> providers,
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WebhookPoster> logger) : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(30);
    private readonly HttpClient _client = new() { Timeout = Timeout };
    private TaskCompletionSource _added = NewSignal();

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        network.DeliveryAdded = () => _added.TrySetResult();
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            _added = NewSignal();
            (IReadOnlyList<Delivery> due, DateTimeOffset? next) = network.DueDeliveries();
            foreach (Delivery delivery in due)
            {
                await PostAsync(delivery, stoppingToken);
            }

            if (due.Count == 0)
            {
                await WaitAsync(next, stoppingToken);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        TaskCompletionSource started = NewSignal();
        using (lifetime.ApplicationStarted.Register(() => started.TrySetResult()))
        {
            await started.Task.WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken stoppingToken)
    {
        TimeSpan pause = next is { } at ? at - clock.GetUtcNow() : IdlePoll;
        if (pause > TimeSpan.Zero)
        {
            await Task.WhenAny(_added.Task, Task.Delay(pause < IdlePoll ? pause : IdlePoll, clock, stoppingToken));
        }
    }

    private async Task PostAsync(Delivery delivery, CancellationToken stoppingToken)
    {
        network.Advance(delivery);
        string outcome = await TryPostAsync(delivery, stoppingToken);
        if (outcome.Length == 0)
        {
            network.Delivered(delivery);
            return;
        }

        TimeSpan gap = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(delivery.Attempts, 10)));
        gap = gap < LongestGap ? gap : LongestGap;
        Log.WebhookRefused(logger, delivery.Channel, delivery.Attempts + 1, outcome, gap);
        network.Postpone(delivery, gap);
    }

    /// <summary>Empty when the host answered 200; else what happened.</summary>
    private async Task<string> TryPostAsync(Delivery delivery, CancellationToken stoppingToken)
    {
        IEmulatedProvider? provider = providers.FirstOrDefault(candidate => candidate.Channel == delivery.Channel);
        if (provider is null || HostAddress.Actual(services) is not { } host)
        {
            return "no address or provider";
        }

        byte[] body = Encoding.UTF8.GetBytes(delivery.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, $"/webhooks/{provider.Channel}"));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        provider.Sign(request, body);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, stoppingToken);
            return response.StatusCode == HttpStatusCode.OK ? string.Empty : $"status {(int)response.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError.ToString();
        }
        catch (TaskCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }
}
