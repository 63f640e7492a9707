namespace Concierge.Channels.Waha.Outbound;

/// <summary>WAHA wants a file's type with its link: it follows from the ending, else from the kind.</summary>
internal static class MediaTypes
{
    public static string Of(Uri link, MediaKind kind) => (Path.GetExtension(link.AbsolutePath).ToLowerInvariant(), kind) switch
    {
        (".jpg" or ".jpeg", _) => "image/jpeg",
        (".png", _) => "image/png",
        (".webp", _) => "image/webp",
        (".gif", _) => "image/gif",
        (".mp4", _) => "video/mp4",
        (".mp3", _) => "audio/mpeg",
        (".m4a", _) => "audio/mp4",
        (".ogg" or ".oga" or ".opus", _) => "audio/ogg; codecs=opus",
        (".pdf", _) => "application/pdf",
        (".txt", _) => "text/plain",
        (".csv", _) => "text/csv",
        (".zip", _) => "application/zip",
        (".docx", _) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".xlsx", _) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (_, MediaKind.Image) => "image/jpeg",
        (_, MediaKind.Video) => "video/mp4",
        (_, MediaKind.Audio) => "audio/mpeg",
        _ => "application/octet-stream",
    };

    /// <summary>The last part of a link, or null.</summary>
    public static string? NameOf(Uri link) => Path.GetFileName(Uri.UnescapeDataString(link.AbsolutePath)) is { Length: > 0 } name ? name : null;
}
