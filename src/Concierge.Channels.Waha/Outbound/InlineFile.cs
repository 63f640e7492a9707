namespace Concierge.Channels.Waha.Outbound;

/// <summary>A file to send that travels inside the request: WAHA has no place to upload to, so its id is a data address.</summary>
internal readonly record struct InlineFile(string MimeType, string Base64)
{
    private const string Middle = ";base64,";

    public static InlineFile? Parse(string? id)
    {
        int middle = id?.IndexOf(Middle, StringComparison.Ordinal) ?? -1;
        return middle > 5 && id!.StartsWith("data:", StringComparison.Ordinal) ? new InlineFile(id[5..middle], id[(middle + Middle.Length)..]) : null;
    }

    public string ToId() => $"data:{MimeType}{Middle}{Base64}";
}
