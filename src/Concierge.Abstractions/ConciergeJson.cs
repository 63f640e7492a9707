using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concierge.Channels;

namespace Concierge;

/// <summary>
/// How Concierge writes what it keeps. Stores treat the bytes as opaque; use this to read them. No reflection.
/// Unknown members are ignored, so that an older version reads what a newer one wrote.
/// </summary>
public static class ConciergeJson
{
    // The bytes go to stores, not into pages: letters are written as they are, which is shorter.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = Encoder, SkipValidation = true };

    // A writer costs more than what a short text takes to write.
    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    private static readonly ConciergeJsonContext Context = new(new JsonSerializerOptions(ConciergeJsonContext.Default.Options) { Encoder = Encoder });

    private static readonly ServiceDefinitionJsonContext Definitions = new(new JsonSerializerOptions(ServiceDefinitionJsonContext.Default.Options) { Encoder = Encoder });

    /// <summary>Writes a document.</summary>
    public static byte[] Write(ConversationDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, Context.ConversationDocument);

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">The bytes are damaged.</exception>
    public static ConversationDocument ReadDocument(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ConversationDocument) ?? throw new JsonException("The document is null.");

    /// <summary>Writes an input for the mailbox, without its raw bytes.</summary>
    public static void Write(IBufferWriter<byte> output, ConversationInput input)
    {
        Utf8JsonWriter writer = s_writer ?? new Utf8JsonWriter(output, WriterOptions);
        s_writer = null;
        writer.Reset(output);
        JsonSerializer.Serialize(writer, input, Context.ConversationInput);
        writer.Flush();
        writer.Reset(Stream.Null);
        s_writer = writer;
    }

    /// <summary>Writes an input for the mailbox, without its raw bytes.</summary>
    public static byte[] Write(ConversationInput input) =>
        JsonSerializer.SerializeToUtf8Bytes(input, Context.ConversationInput);

    /// <summary>Reads an input.</summary>
    /// <exception cref="JsonException">The bytes are damaged or of a kind that this version does not know.</exception>
    public static ConversationInput ReadInput(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ConversationInput) ?? throw new JsonException("The input is null.");

    /// <summary>Writes a line of the transcript.</summary>
    public static byte[] Write(TranscriptEntry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(entry, Context.TranscriptEntry);

    /// <summary>Reads a line of the transcript.</summary>
    /// <exception cref="JsonException">The bytes are damaged.</exception>
    public static TranscriptEntry ReadTranscriptEntry(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.TranscriptEntry) ?? throw new JsonException("The entry is null.");

    /// <summary>Writes a summary.</summary>
    public static byte[] Write(ConversationSummary summary) =>
        JsonSerializer.SerializeToUtf8Bytes(summary, Context.ConversationSummary);

    /// <summary>Reads a summary.</summary>
    /// <exception cref="JsonException">The bytes are damaged.</exception>
    public static ConversationSummary ReadSummary(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ConversationSummary) ?? throw new JsonException("The summary is null.");

    /// <summary>Writes a session.</summary>
    public static byte[] Write(ServiceSession session) =>
        JsonSerializer.SerializeToUtf8Bytes(session, Context.ServiceSession);

    /// <summary>Reads a session.</summary>
    /// <exception cref="JsonException">The bytes are damaged.</exception>
    public static ServiceSession ReadSession(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ServiceSession) ?? throw new JsonException("The session is null.");

    /// <summary>Writes an approval that waits.</summary>
    public static byte[] Write(PendingApproval approval) =>
        JsonSerializer.SerializeToUtf8Bytes(approval, Context.PendingApproval);

    /// <summary>Reads an approval that waits.</summary>
    /// <exception cref="JsonException">The bytes are damaged.</exception>
    public static PendingApproval ReadApproval(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.PendingApproval) ?? throw new JsonException("The approval is null.");

    /// <summary>Writes a definition.</summary>
    public static byte[] Write(ServiceDefinition definition) =>
        JsonSerializer.SerializeToUtf8Bytes(definition, Definitions.ServiceDefinition);

    /// <summary>Reads a definition. Unlike everywhere else an unknown member is an error, because people write definitions.</summary>
    /// <exception cref="JsonException">It is not a definition; the message says where.</exception>
    public static ServiceDefinition ReadDefinition(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Definitions.ServiceDefinition) ?? throw new JsonException("The definition is null.");
}
