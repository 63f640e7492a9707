namespace Concierge.Channels;

/// <summary>
/// One registered account of a provider. Stateless and thread-safe: every method may be called at any time from many
/// threads. Optional abilities are further interfaces on the same object: <see cref="IWebhookHandshake"/>,
/// <see cref="IMediaChannel"/>, <see cref="IReadReceiptChannel"/>, <see cref="ITypingChannel"/>,
/// <see cref="IWebhookRegistrar"/>, <see cref="IHistoryChannel"/>, <see cref="ISendLookup"/>.
/// </summary>
public interface IChannel
{
    /// <summary>Which account of which channel this is.</summary>
    AccountKey Account { get; }

    /// <summary>
    /// The provider's own ids of this account (Meta: the phone number id), by which events in a shared webhook find their
    /// account. Empty when the provider's payloads name none.
    /// </summary>
    IReadOnlyList<string> AccountIds { get; }

    /// <summary>What it can do natively. Constant.</summary>
    ChannelCapabilities Capabilities { get; }

    /// <summary>
    /// Whether the request was signed with one of this account's secrets. Pure, constant time in the secret, never throws
    /// on any request, reads nothing but the bytes and headers given.
    /// </summary>
    WebhookVerdict Authenticate(in WebhookRequest request);

    /// <summary>
    /// Turns an authentic request into events. Pure and total: never throws on any bytes. What it does not understand
    /// becomes an <see cref="UnknownEvent"/>; nothing in the body is dropped.
    /// </summary>
    void Read(in WebhookRequest request, ChannelEventSink sink);

    /// <summary>
    /// Makes one attempt to send: at most one request that could have the effect. Expected failures are data; throws only
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellationToken"/> fires, which counts as ambiguous.
    /// </summary>
    ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken);
}
