using System.Buffers;
using System.Text.Json;
using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>What a completed form leaves behind.</summary>
internal static class FormArtifact
{
    private const string SessionMember = "artifact";

    public static void Write(Form form, FormState state, FormSheet sheet, TurnContext turn)
    {
        // One instance of a form leaves one artifact, in whatever turn.
        string id = turn.AddArtifact(form.ArtifactKind, Data(sheet), FormsJsonContext.Default.JsonElement, key: state.Instance, service: form.Name);
        if (turn.Document.Session is { State: SessionState.Active } session && session.Service == form.Name)
        {
            session.Metadata[SessionMember] = id;
        }
    }

    /// <summary>The fields by their names, as the artifact holds them.</summary>
    public static JsonElement Data(FormSheet sheet)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (FormField field in sheet.Filled)
            {
                writer.WritePropertyName(field.DataName);
                field.Kind.Write(writer, sheet.Value(field)!.Text);
            }

            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
