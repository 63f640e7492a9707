using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Writes one part of a person's message: words, an image, a recording, a document.</summary>
internal static class PartWriter
{
    private const string Detail = "detail";

    public static void Write(Utf8JsonWriter json, AIContent content)
    {
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, text.Text);
                break;
            case DataContent data when data.HasTopLevelMediaType("image"):
                WriteImage(json, data.Uri, data);
                break;
            case UriContent uri when uri.HasTopLevelMediaType("image"):
                WriteImage(json, uri.Uri.AbsoluteUri, uri);
                break;
            case DataContent data when AudioFormat(data.MediaType) is { } format:
                json.WriteString("type"u8, "input_audio"u8);
                json.WriteStartObject("input_audio"u8);
                json.WriteString("data"u8, data.Base64Data.Span);
                json.WriteString("format"u8, format);
                json.WriteEndObject();
                break;
            case DataContent { MediaType: "application/pdf" } data:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("filename"u8, data.Name ?? "document.pdf");
                json.WriteString("file_data"u8, data.Uri);
                json.WriteEndObject();
                break;
            case HostedFileContent file:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("file_id"u8, file.FileId);
                json.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"Chat completions cannot carry {NameOf(content)}. Send images, PDF, WAV or MP3; transcribe voice notes and turn other documents into text first.");
        }

        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string address, AIContent content)
    {
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, address);
        if (content.AdditionalProperties is { } properties && properties.TryGetValue(Detail, out object? detail) && detail?.ToString() is { } text)
        {
            json.WriteString("detail"u8, text);
        }

        json.WriteEndObject();
    }

    private static string? AudioFormat(string mediaType) => mediaType switch
    {
        "audio/wav" or "audio/x-wav" or "audio/wave" => "wav",
        "audio/mpeg" or "audio/mp3" => "mp3",
        _ => null,
    };

    private static string NameOf(AIContent content) => content switch
    {
        DataContent data => data.MediaType,
        UriContent uri => $"a link to {uri.MediaType}",
        _ => content.GetType().Name,
    };
}
