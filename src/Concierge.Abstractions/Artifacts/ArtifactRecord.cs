using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Concierge.Storage;

namespace Concierge;

/// <summary>
/// The stored form: one JSON object that says whose it is, with <c>data</c>, or with <c>contentType</c>, <c>fileName</c> and a file's bytes as <c>content</c> in base64.
/// </summary>
internal static class ArtifactRecord
{
    private const string IdMember = "id";
    private const string KindMember = "kind";
    private const string ServiceMember = "service";
    private const string SessionMember = "session";
    private const string ConversationMember = "conversation";
    private const string AccountMember = "account";
    private const string CreatedAtMember = "createdAt";
    private const string DataMember = "data";
    private const string ContentTypeMember = "contentType";
    private const string FileNameMember = "fileName";
    private const string ContentMember = "content";
    private const string LengthMember = "length";

    public static byte[] Write(Artifact artifact) => Json(writer =>
    {
        Head(writer, artifact);
        writer.WriteString(ConversationMember, artifact.Conversation.Value);
        writer.WriteString(AccountMember, artifact.Account);
        writer.WriteString(CreatedAtMember, artifact.CreatedAt);
        if (artifact.Data is { } data)
        {
            writer.WritePropertyName(DataMember);
            data.WriteTo(writer);
            return;
        }

        writer.WriteString(ContentTypeMember, artifact.ContentType);
        if (artifact.FileName is not null)
        {
            writer.WriteString(FileNameMember, artifact.FileName);
        }

        writer.WriteNumber(LengthMember, artifact.Content.Length);
        writer.WriteBase64String(ContentMember, artifact.Content.Span);
    });

    /// <summary>Where it is and what it is, not what it says: subscribers may be others than those who may read it.</summary>
    public static JsonElement News(Artifact artifact, int length)
    {
        using JsonDocument document = JsonDocument.Parse(Json(writer =>
        {
            Head(writer, artifact);
            writer.WriteString(ContentTypeMember, artifact.ContentType);
            writer.WriteNumber(LengthMember, length);
        }));
        return document.RootElement.Clone();
    }

    public static Artifact? Read(StoredRecord record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record.Content);
            return Read(record, document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsMediaType(string contentType) => MediaTypeHeaderValue.TryParse(contentType, out _);

    private static Artifact? Read(StoredRecord record, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, IdMember) != record.Id || Text(root, KindMember) is not { } kind || Text(root, ConversationMember) is not { Length: > 0 } conversation)
        {
            return null;
        }

        var artifact = new Artifact
        {
            Id = record.Id,
            Kind = kind,
            Service = Text(root, ServiceMember),
            Session = Text(root, SessionMember),
            Conversation = new ConversationId(conversation),
            Account = Text(root, AccountMember),
            CreatedAt = root.TryGetProperty(CreatedAtMember, out JsonElement at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out DateTimeOffset created) ? created : default,
            ContentType = Artifact.Json,
        };
        if (root.TryGetProperty(DataMember, out JsonElement data))
        {
            return artifact with { Data = data.Clone(), Content = record.Content };
        }

        return Text(root, ContentTypeMember) is { } contentType && IsMediaType(contentType)
            && root.TryGetProperty(ContentMember, out JsonElement content) && content.ValueKind == JsonValueKind.String && content.TryGetBytesFromBase64(out byte[]? bytes)
            ? artifact with { ContentType = contentType, FileName = ArtifactFileName.Safe(Text(root, FileNameMember)), Content = bytes }
            : null;
    }

    private static string? Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Head(Utf8JsonWriter writer, Artifact artifact)
    {
        writer.WriteString(IdMember, artifact.Id);
        writer.WriteString(KindMember, artifact.Kind);
        if (artifact.Service is not null)
        {
            writer.WriteString(ServiceMember, artifact.Service);
        }

        if (artifact.Session is not null)
        {
            writer.WriteString(SessionMember, artifact.Session);
        }
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
