namespace Concierge.Channels;

/// <summary>A channel whose provider checks the webhook address with a GET before it uses it.</summary>
public interface IWebhookHandshake
{
    /// <summary>Answers the provider's GET. Pure; never throws. Needs no signature; must not reflect input as HTML.</summary>
    WebhookAnswer Answer(in WebhookRequest request);
}
