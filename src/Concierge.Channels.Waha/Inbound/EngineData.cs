using System.Text;
using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Inbound;

/// <summary>
/// What is needed of <c>_data</c>, the engine's raw message. It is not documented, and engines differ in spelling: names are
/// compared without case, and everything here may be absent.
/// </summary>
internal sealed class EngineData
{
    private static readonly string[] SystemTypes =
        ["e2e_notification", "notification", "notification_template", "broadcast_notification", "gp2", "protocol", "ciphertext", "call_log"];

    public string? Type;
    public string? MimeType;
    public string? Name;
    public string? ChoiceId;

    /// <summary>The chat's other address (NOWEB).</summary>
    public string? ChatAlternative;

    /// <summary>The sender's other address: in a group (NOWEB), or anywhere (GOWS).</summary>
    public string? SenderAlternative;

    /// <summary>The other address of the person that we wrote to (GOWS).</summary>
    public string? RecipientAlternative;

    public bool IsVoice;
    public bool IsSticker;
    public bool IsForwarded;

    /// <summary>Nobody wrote it: news of the app itself, which some engines pass on as messages.</summary>
    public bool IsSystem;

    /// <summary>From the property: reads its object.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (Is(ref reader, "message"u8))
            {
                ReadMessage(ref reader);
            }
            else if (Is(ref reader, "key"u8) || Is(ref reader, "info"u8))
            {
                ReadAddresses(ref reader);
            }
            else if (Is(ref reader, "notifyName"u8) || Is(ref reader, "pushName"u8))
            {
                Name = JsonText.ReadText(ref reader) ?? Name;
            }
            else
            {
                ReadPlain(ref reader);
            }
        }
    }

    private void ReadPlain(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, "type"u8))
        {
            Type = JsonText.ReadText(ref reader);
            IsVoice |= Type == "ptt";
            IsSticker |= Type == "sticker";
            IsSystem |= SystemTypes.Contains(Type);
        }
        else if (Is(ref reader, "mimetype"u8))
        {
            MimeType = JsonText.ReadText(ref reader);
        }
        else if (Is(ref reader, "isForwarded"u8))
        {
            IsForwarded |= JsonText.ReadBoolean(ref reader);
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }

    private void ReadAddresses(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        while (JsonText.NextProperty(ref reader))
        {
            if (Is(ref reader, "remoteJidAlt"u8) || Is(ref reader, "senderPn"u8))
            {
                ChatAlternative = Filled(ref reader) ?? ChatAlternative;
            }
            else if (Is(ref reader, "participantAlt"u8) || Is(ref reader, "participantPn"u8) || Is(ref reader, "senderAlt"u8))
            {
                SenderAlternative = Filled(ref reader) ?? SenderAlternative;
            }
            else if (Is(ref reader, "recipientAlt"u8))
            {
                RecipientAlternative = Filled(ref reader);
            }
            else if (Is(ref reader, "pushName"u8))
            {
                Name = Filled(ref reader) ?? Name;
            }
            else
            {
                JsonText.SkipValue(ref reader);
            }
        }
    }

    // Walks through everything, because engines wrap messages in messages; but what is quoted is somebody else's.
    private void ReadMessage(ref Utf8JsonReader reader)
    {
        if (!JsonText.TryEnterObject(ref reader))
        {
            return;
        }

        int depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadMessageMember(ref reader);
            }
        }
    }

    private void ReadMessageMember(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, "quotedMessage"u8))
        {
            JsonText.SkipValue(ref reader);
        }
        else if (Is(ref reader, "selectedRowId"u8) || Is(ref reader, "selectedButtonId"u8) || Is(ref reader, "selectedId"u8))
        {
            ChoiceId = Filled(ref reader) ?? ChoiceId;
        }
        else if (Is(ref reader, "ptt"u8))
        {
            IsVoice |= JsonText.ReadBoolean(ref reader);
        }
        else if (Is(ref reader, "isForwarded"u8))
        {
            IsForwarded |= JsonText.ReadBoolean(ref reader);
        }
        else
        {
            IsSticker |= Is(ref reader, "stickerMessage"u8);
            IsSystem |= Is(ref reader, "protocolMessage"u8);
        }
    }

    private static string? Filled(ref Utf8JsonReader reader) => JsonText.ReadText(ref reader) is { Length: > 0 } text ? text : null;

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        !reader.ValueIsEscaped && Ascii.EqualsIgnoreCase(reader.ValueSpan, name);
}
