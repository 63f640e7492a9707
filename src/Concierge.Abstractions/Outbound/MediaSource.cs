namespace Concierge;

/// <summary>
/// A file to send: either the provider's id (from <see cref="Channels.IMediaChannel.UploadAsync"/> or a received message)
/// or a public https link that the provider fetches. Exactly one of them is set. A local path is not possible on purpose.
/// </summary>
public sealed record MediaSource
{
    /// <summary>The provider's media id, or null.</summary>
    public string? Id { get; init; }

    /// <summary>A public https link, or null.</summary>
    public Uri? Link { get; init; }

    /// <summary>A file the provider already has.</summary>
    public static MediaSource FromId(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new MediaSource { Id = id };
    }

    /// <summary>A file the provider fetches itself.</summary>
    /// <exception cref="ArgumentException">The link is not absolute or not http(s).</exception>
    public static MediaSource FromLink(Uri link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.IsAbsoluteUri && link.Scheme is "https" or "http"
            ? new MediaSource { Link = link }
            : throw new ArgumentException("A media link must be an absolute http(s) address that the provider can fetch.", nameof(link));
    }
}
