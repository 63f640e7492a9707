namespace Concierge.Channels;

/// <summary>A channel that can fetch received files and take files to send.</summary>
public interface IMediaChannel
{
    /// <summary>
    /// Opens a received file. Only the provider's own hosts (or configured ones) are contacted, with the address checked at
    /// connect time and redirects followed by hand without credentials.
    /// </summary>
    /// <param name="media">The reference from a received message.</param>
    /// <param name="maxBytes">Reading beyond this ends in <see cref="MediaTooLargeException"/>.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    ValueTask<MediaDownload> DownloadAsync(MediaReference media, long maxBytes, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a file to the provider for sending. Repeating it costs a second copy at the provider and nothing else.
    /// </summary>
    ValueTask<MediaSource> UploadAsync(Stream content, string mimeType, string? fileName, CancellationToken cancellationToken);
}
