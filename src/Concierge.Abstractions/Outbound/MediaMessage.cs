namespace Concierge;

/// <summary>A file.</summary>
/// <param name="MediaKind">What it is shown as.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record MediaMessage(MediaKind MediaKind, MediaSource Source) : OutboundMessage
{
    /// <summary>Text under the file, or null. Sent as a text of its own where the channel or kind has no captions.</summary>
    public string? Caption { get; init; }

    /// <summary>File name shown for a document, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>True to show a sound (OGG/Opus) as a voice note.</summary>
    public bool AsVoice { get; init; }

    /// <inheritdoc/>
    public override string Kind => MediaKind switch
    {
        MediaKind.Image => "image",
        MediaKind.Audio => "audio",
        MediaKind.Video => "video",
        MediaKind.Sticker => "sticker",
        _ => "document",
    };

    /// <inheritdoc/>
    public override string? PlainText => Caption;
}
