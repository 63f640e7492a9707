namespace Concierge;

/// <summary>
/// Where a received file can be fetched: an opaque handle for the channel that gave it, never a path.
/// Fetch it with <see cref="Channels.IMediaChannel"/>. Providers expire it (Meta: 7 days).
/// </summary>
public sealed record MediaReference
{
    /// <summary>The provider's media id, or null where the provider gives only a link.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's link, or null. Only the channel's own fetcher may follow it.</summary>
    public string? Url { get; init; }

    /// <summary>Declared media type, for example <c>audio/ogg; codecs=opus</c>, or null. Untrusted.</summary>
    public string? MimeType { get; init; }

    /// <summary>Declared file name, or null. Untrusted: never use it as a path.</summary>
    public string? FileName { get; init; }

    /// <summary>The provider's SHA-256 of the content as it wrote it (base64 or hex), or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Declared size in bytes, or null.</summary>
    public long? Size { get; init; }
}
