namespace Concierge;

/// <summary>A file: picture, sound, film, document or sticker.</summary>
/// <param name="MediaKind">What it is shown as.</param>
/// <param name="Media">Where it can be fetched.</param>
public sealed record MediaBody(MediaKind MediaKind, MediaReference Media) : MessageBody
{
    /// <summary>Text under the file, or null.</summary>
    public string? Caption { get; init; }

    /// <summary>True for a sound recorded in WhatsApp, false for a sound file.</summary>
    public bool IsVoice { get; init; }

    /// <summary>True for a moving sticker.</summary>
    public bool IsAnimated { get; init; }

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
