using System.Net.Http.Headers;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Calls the Graph API with an account's token.</summary>
internal sealed class GraphClient(ProviderClient client)
{
    /// <summary>Posts JSON: at most one request.</summary>
    public ValueTask<ProviderReply> PostAsync(MetaSettings settings, string path, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Post, path, new SingleUseContent(json, "application/json"), settings.Timeout, cancellationToken);

    /// <summary>Posts a form with a file.</summary>
    public ValueTask<ProviderReply> UploadAsync(MetaSettings settings, string path, HttpContent form, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Post, path, form, settings.Media.Limit, cancellationToken);

    /// <summary>Gets; repeated after passing trouble.</summary>
    public ValueTask<ProviderReply> GetAsync(MetaSettings settings, string path, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Get, path, null, settings.Timeout, cancellationToken);

    private ValueTask<ProviderReply> SendAsync(
        MetaSettings settings, HttpMethod method, string path, HttpContent? content, TimeSpan limit, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, new Uri(settings.ApiRoot, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.AccessToken);
        return client.SendAsync(request, limit, cancellationToken);
    }
}
