using Concierge.Channels.Http;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Calls Twilio's APIs with an account's credentials: at most one request each.</summary>
internal sealed class ApiClient(ProviderClient client)
{
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
