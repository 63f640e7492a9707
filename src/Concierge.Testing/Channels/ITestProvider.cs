using Concierge.Channels;

namespace Concierge.Testing.Channels;

/// <summary>The other end of a <see cref="TestChannel"/>: what its requests reach.</summary>
internal interface ITestProvider
{
    ValueTask<SendResult> SendAsync(TestChannel channel, OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken);

    ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken);

    ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken);

    void ShowTyping(ContactIdentity recipient);

    void MarkRead(string messageId);
}
