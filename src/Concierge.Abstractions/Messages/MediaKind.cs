namespace Concierge;

/// <summary>What a media file is shown as.</summary>
public enum MediaKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A sound file or a voice note.</summary>
    Audio,

    /// <summary>A film.</summary>
    Video,

    /// <summary>Any other file.</summary>
    Document,

    /// <summary>A sticker.</summary>
    Sticker,
}
