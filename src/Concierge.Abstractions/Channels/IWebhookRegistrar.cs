namespace Concierge.Channels;

/// <summary>A channel whose provider lets the webhook address be set through its API.</summary>
public interface IWebhookRegistrar
{
    /// <summary>Sets the address and says what was done, in sentences for an operator without secrets.</summary>
    /// <param name="webhookUrl">The public address of this account's webhook.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken);
}
