namespace Concierge.Channels.Meta.Wire;

/// <summary>Meta's answer to <c>GET /{media-id}</c> and to an upload.</summary>
internal sealed class MediaAnswer
{
    public string? Id { get; set; }

    public string? Url { get; set; }

    public string? MimeType { get; set; }

    public long? FileSize { get; set; }
}
