using System.Globalization;
using System.Text;
using ModelContextProtocol.Protocol;

namespace Concierge.Ai.Mcp;

/// <summary>Makes one text of what a server answers, whatever its shape.</summary>
internal static class ResultText
{
    public static string Of(CallToolResult result, int maxLength)
    {
        // A server that answers with structure repeats it as text for clients that know only that.
        string text = result is { StructuredContent: { } structure, IsError: not true }
            ? structure.GetRawText()
            : string.Join('\n', (result.Content ?? []).Select(Of));
        return Cut(text, maxLength);
    }

    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
        return new StringBuilder(text, 0, end, end + 64)
            .Append(CultureInfo.InvariantCulture, $"\n[{text.Length - end} more characters were cut off.]").ToString();
    }

    private static string Of(ContentBlock block) => block switch
    {
        TextContentBlock text => text.Text,
        ImageContentBlock image => NotShown(image.MimeType, image.DecodedData.Length),
        AudioContentBlock audio => NotShown(audio.MimeType, audio.DecodedData.Length),
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
        EmbeddedResourceBlock { Resource: BlobResourceContents resource } => NotShown(resource.MimeType, resource.DecodedData.Length),
        ResourceLinkBlock link => $"{link.Title ?? link.Name}: {link.Uri}",
        _ => $"[{block.Type}, not shown]",
    };

    private static string NotShown(string? mimeType, int bytes) => string.Create(CultureInfo.InvariantCulture, $"[{mimeType ?? "data"}, {bytes} bytes, not shown]");
}
