using Concierge.Channels.Http;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Calls Twilio's APIs with an account's credentials: a POST is at most one request.</summary>
internal sealed class ApiClient(ProviderClient client)
{
    /// <summary>A page of a list of messages.</summary>
    private const int MaxListBytes = 4 * 1024 * 1024;

    /// <summary>Gets; repeated after passing trouble.</summary>
    public ValueTask<ProviderReply> GetAsync(TwilioSettings settings, Uri address, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = settings.Credentials;
        return client.SendAsync(request, settings.Timeout, MaxListBytes, cancellationToken);
    }

    public ValueTask<ProviderReply> PostFormAsync(TwilioSettings settings, Uri address, ReadOnlyMemory<byte> form, CancellationToken cancellationToken) =>
        PostAsync(settings, address, new SingleUseContent(form, "application/x-www-form-urlencoded"), cancellationToken);

    public ValueTask<ProviderReply> PostJsonAsync(TwilioSettings settings, Uri address, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        PostAsync(settings, address, new SingleUseContent(json, "application/json"), cancellationToken);

    private ValueTask<ProviderReply> PostAsync(TwilioSettings settings, Uri address, HttpContent content, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = settings.Credentials;
        return client.SendAsync(request, settings.Timeout, cancellationToken);
    }
}
