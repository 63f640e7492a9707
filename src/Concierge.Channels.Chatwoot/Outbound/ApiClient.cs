using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Calls the Application API with an account's token.</summary>
internal sealed class ApiClient(ProviderClient client)
{
    private const string TokenHeader = "api_access_token";

    /// <summary>A page of a list holds conversations or messages with all that belongs to them.</summary>
    private const int MaxListBytes = 4 * 1024 * 1024;

    /// <summary>Posts JSON: at most one request.</summary>
    public ValueTask<ProviderReply> PostAsync(ChatwootSettings settings, string path, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Post, path, new SingleUseContent(json, "application/json"), settings.Timeout, cancellationToken);

    /// <summary>Patches with JSON: at most one request.</summary>
    public ValueTask<ProviderReply> PatchAsync(ChatwootSettings settings, string path, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Patch, path, new SingleUseContent(json, "application/json"), settings.Timeout, cancellationToken);

    /// <summary>Posts a form with a file.</summary>
    public ValueTask<ProviderReply> UploadAsync(ChatwootSettings settings, string path, HttpContent form, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Post, path, form, settings.Media.Limit, cancellationToken);

    /// <summary>Gets; repeated after passing trouble.</summary>
    public ValueTask<ProviderReply> GetAsync(ChatwootSettings settings, string path, CancellationToken cancellationToken) =>
        SendAsync(settings, HttpMethod.Get, path, null, settings.Timeout, cancellationToken, MaxListBytes);

    private ValueTask<ProviderReply> SendAsync(
        ChatwootSettings settings,
        HttpMethod method,
        string path,
        HttpContent? content,
        TimeSpan limit,
        CancellationToken cancellationToken,
        int maxAnswerBytes = ProviderClient.MaxAnswerBytes)
    {
        var request = new HttpRequestMessage(method, new Uri(settings.ApiRoot, path)) { Content = content };
        request.Headers.Add(TokenHeader, settings.AccessToken);
        return client.SendAsync(request, limit, maxAnswerBytes, cancellationToken);
    }
}
