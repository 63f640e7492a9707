using System.Net;
using System.Net.Http.Headers;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Posts to the host as Meta does. One request, one answer; it never tries again by itself.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const string Path = "/webhooks/meta";

    private readonly HttpClient _http;
    private int _silentRefusals;

    public WebhookClient(Uri host, int maxConnections = 64) => _http = new HttpClient(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = maxConnections,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    })
    {
        BaseAddress = host,
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>How many posts were refused with 503 and not told when to come back.</summary>
    public int SilentRefusals => Volatile.Read(ref _silentRefusals);

    /// <summary>The status of the answer; null when there was none.</summary>
    public Task<HttpStatusCode?> PostAsync(byte[] body, CancellationToken cancellationToken) =>
        PostAsync(body, MetaPayload.Sign(body), cancellationToken);

    /// <summary>As above, with a signature of the caller's; null for none.</summary>
    public async Task<HttpStatusCode?> PostAsync(byte[] body, string? signature, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(MetaPayload.SignatureHeader, signature);
        }

        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is null)
            {
                Interlocked.Increment(ref _silentRefusals);
            }

            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
