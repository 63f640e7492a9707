using Concierge.Channels;
using Microsoft.Extensions.Primitives;

namespace Concierge.Testing.Channels;

/// <summary>A channel like a real one, with signed webhooks and an API that may fail, whose provider is an object.</summary>
internal sealed class TestChannel(AccountKey account, string accountId, byte[] secret, ChannelCapabilities capabilities, ITestProvider provider)
    : IChannel, IMediaChannel, IReadReceiptChannel, ITypingChannel
{
    public AccountKey Account => account;

    public IReadOnlyList<string> AccountIds { get; } = [accountId];

    public string AccountId => accountId;

    public ChannelCapabilities Capabilities => capabilities;

    public TimeSpan TypingDuration => TimeSpan.FromSeconds(25);

    /// <summary>A webhook as the provider makes it.</summary>
    public WebhookRequest CreateWebhook(IReadOnlyList<ChannelEvent> events)
    {
        byte[] body = TestWire.Write(events);
        string signature = TestWire.Sign(secret, body);
        return new WebhookRequest(
            "POST",
            $"/webhooks/{account.Channel}/{account.Name}",
            name => string.Equals(name, TestWire.SignatureHeader, StringComparison.OrdinalIgnoreCase) ? signature : StringValues.Empty,
            body);
    }

    public WebhookVerdict Authenticate(in WebhookRequest request)
    {
        StringValues signature = request.Header(TestWire.SignatureHeader);
        return signature.Count == 1 && TestWire.IsSigned(secret, request.Body.Span, signature[0])
            ? WebhookVerdict.Authentic
            : WebhookVerdict.Rejected;
    }

    public void Read(in WebhookRequest request, ChannelEventSink sink) => TestWire.Read(request.Body, sink);

    public ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken) =>
        provider.SendAsync(this, message, attempt, cancellationToken);

    public ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken) =>
        provider.DownloadAsync(media, maxBytes, cancellationToken);

    public ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken) =>
        provider.UploadAsync(content, mimeType, fileName, cancellationToken);

    public ValueTask<bool> MarkReadAsync(string messageId, CancellationToken cancellationToken)
    {
        provider.MarkRead(messageId);
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, string? messageId, CancellationToken cancellationToken)
    {
        provider.ShowTyping(recipient);
        return ValueTask.FromResult(true);
    }
}
