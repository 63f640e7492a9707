using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concierge.Emulator.Phone;

/// <summary>
/// Posts webhooks to the host, one after the other, and again as the provider does when it does not answer 200. The providers are away while the host is:
/// what it does not take while it stops is posted after the next start, and no provider draws conclusions from it.
/// </summary>
internal sealed class WebhookPoster(
    PhoneNetwork network,
    PhoneLines lines,
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WebhookPoster> logger) : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
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

        // The server stops before this service does.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await StartedAsync(stopping.Token);
            await RunAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The journal keeps what was not posted.
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            _added = NewSignal();
            (IReadOnlyList<Delivery> due, DateTimeOffset? next) = network.DueDeliveries();
            foreach (Delivery delivery in due)
            {
                await PostAsync(delivery, stopping);
            }

            if (due.Count == 0)
            {
                await WaitAsync(next, stopping);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task StartedAsync(CancellationToken stopping)
    {
        TaskCompletionSource started = NewSignal();
        using (lifetime.ApplicationStarted.Register(() => started.TrySetResult()))
        {
            await started.Task.WaitAsync(stopping);
        }
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken stopping)
    {
        TimeSpan pause = next is { } at ? at - clock.GetUtcNow() : IdlePoll;
        if (pause > TimeSpan.Zero)
        {
            await Task.WhenAny(_added.Task, Task.Delay(pause < IdlePoll ? pause : IdlePoll, clock, stopping));
        }
    }

    private async Task PostAsync(Delivery delivery, CancellationToken stopping)
    {
        network.Advance(delivery);
        PhoneLine? line = lines.Find(delivery.Line);
        if (line is null || delivery.Body.Length == 0)
        {
            // The line was taken out of the host, or there is nothing to say.
            network.Delivered(delivery);
            return;
        }

        (int? status, string outcome) = await TryPostAsync(line, delivery, stopping);
        int attempts = delivery.Attempts + 1;
        if (status == (int)HttpStatusCode.OK)
        {
            network.Delivered(delivery);
        }
        else if (stopping.IsCancellationRequested)
        {
            throw new OperationCanceledException(stopping);
        }
        else if (line.Provider.RetryAfter(attempts, status) is { } gap)
        {
            Log.WebhookRefused(logger, line.Key, attempts, outcome, gap);
            network.Postpone(delivery, gap);
        }
        else
        {
            Log.WebhookGivenUp(logger, line.Key, attempts, outcome);
            network.Drop(delivery);
            line.Provider.GaveUp(line, delivery);
        }
    }

    /// <summary>What the host answered, if it did, and what happened in words.</summary>
    private async Task<(int? Status, string Outcome)> TryPostAsync(PhoneLine line, Delivery delivery, CancellationToken stopping)
    {
        if (HostAddress.Actual(services) is not { } host)
        {
            return (null, "the host has no address");
        }

        byte[] body = Encoding.UTF8.GetBytes(delivery.Body);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, Target(line, delivery)));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(line.Provider.ContentType);
        line.Provider.Sign(line, request, body, delivery.Address);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, stopping);
            return ((int)response.StatusCode, $"status {(int)response.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            return (null, failure.HttpRequestError.ToString());
        }
        catch (TaskCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (null, "no answer in time");
        }
    }

    // The public address need not lead here: only its path counts.
    private static string Target(PhoneLine line, Delivery delivery)
    {
        int path = delivery.Address?.IndexOf("/webhooks/", StringComparison.Ordinal) ?? -1;
        return path < 0 ? line.WebhookPath : delivery.Address![path..];
    }
}
