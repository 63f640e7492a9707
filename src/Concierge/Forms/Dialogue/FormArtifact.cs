using System.Buffers;
using System.Text.Json;
using Concierge.Events;
using Concierge.Forms.Fields;
using Concierge.Storage;

namespace Concierge.Forms.Dialogue;

/// <summary>What a completed form leaves behind: a record in the store and an event.</summary>
internal static class FormArtifact
{
    public const string Collection = "artifacts";

    private const string ContentType = "application/json";

    private const string SessionMember = "artifact";

    public static void Write(Form form, FormState state, FormSheet sheet, TurnContext turn)
    {
        // The same id when the turn runs again.
        string id = $"{turn.ConversationId}.{state.Instance}";
        byte[] content = Content(form, sheet, turn, id);
        turn.Write(new RecordWrite(Collection, id, content));
        turn.Publish(new PublishedEvent(ConciergeEventTypes.ArtifactCreated, News(form, turn, id, content.Length)));
        if (turn.Document.Session is { State: SessionState.Active } session && session.Service == form.Name)
        {
            session.Metadata[SessionMember] = id;
        }
    }

    /// <summary>The fields by their names, as the artifact holds them.</summary>
    public static JsonElement Data(FormSheet sheet) => Element(writer => WriteFields(writer, sheet));

    private static byte[] Content(Form form, FormSheet sheet, TurnContext turn, string id) => Json(writer =>
    {
        Head(writer, form, turn, id);
        writer.WriteString("conversation", turn.ConversationId.Value);
        writer.WriteString("account", turn.Document.Account);
        writer.WriteString("createdAt", turn.Clock.GetUtcNow());
        writer.WriteStartObject("data");
        WriteFields(writer, sheet);
        writer.WriteEndObject();
    });

    private static void WriteFields(Utf8JsonWriter writer, FormSheet sheet)
    {
        foreach (FormField field in sheet.Filled)
        {
            writer.WritePropertyName(field.DataName);
            field.Kind.Write(writer, sheet.Value(field)!.Text);
        }
    }

    /// <summary>Where it is and what it is, not what it says: subscribers may be others than those who may read it.</summary>
    private static JsonElement News(Form form, TurnContext turn, string id, int length) => Element(writer =>
    {
        Head(writer, form, turn, id);
        writer.WriteString("contentType", ContentType);
        writer.WriteNumber("length", length);
    });

    private static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        using JsonDocument document = JsonDocument.Parse(Json(write));
        return document.RootElement.Clone();
    }

    private static void Head(Utf8JsonWriter writer, Form form, TurnContext turn, string id)
    {
        writer.WriteString("id", id);
        writer.WriteString("kind", form.ArtifactKind);
        writer.WriteString("service", form.Name);
        if (turn.Document.Session is { State: SessionState.Active } session)
        {
            writer.WriteString("session", session.Id);
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
