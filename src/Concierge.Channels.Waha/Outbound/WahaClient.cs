using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Calls a WAHA server with an account's key.</summary>
internal sealed class WahaClient(ProviderClient client)
{
    /// <summary>Sends JSON: at most one request.</summary>
    public ValueTask<ProviderReply> SendAsync(WahaSettings settings, HttpMethod method, string path, ReadOnlyMemory<byte>? json, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, new Uri(settings.ApiRoot, path))
        {
            Content = json is { } body ? new SingleUseContent(body, "application/json") : null,
        };
        request.Headers.TryAddWithoutValidation("X-Api-Key", settings.ApiKey);
        return client.SendAsync(request, settings.Timeout, cancellationToken);
    }
}
