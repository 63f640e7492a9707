using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Meta.Inbound;

/// <summary>One message or echo as read, before it is known which of the two it is.</summary>
internal struct MessageFields
{
    public string? Id;
    public string? From;
    public string? FromUserId;
    public string? FromParentUserId;
    public string? To;
    public string? ToUserId;
    public string? ToParentUserId;
    public string? GroupId;
    public string? Type;
    public DateTimeOffset? OccurredAt;
    public MessageBody? Body;
    public MessageContext? Context;
    public AdReferral? Referral;
    public string? ErrorCode;

    /// <summary>Reads a message object; the reader is at its first token and ends at its last one.</summary>
    public static MessageFields Read(ref Utf8JsonReader reader, in ChangeHeader header)
    {
        Utf8JsonReader start = reader;
        MessageFields fields = default;
        ProfileEntry profile = header.Profiles.First;
        bool hasContent = false;
        while (JsonText.NextProperty(ref reader))
        {
            if (fields.Type is { } type && !hasContent && !reader.ValueIsEscaped && reader.ValueTextEquals(type))
            {
                fields.Body = BodyReader.Read(ref reader, type);
                hasContent = true;
            }
            else
            {
                fields.ReadMember(ref reader, in profile);
            }
        }

        fields.Complete(start, hasContent);
        return fields;
    }

    private void ReadMember(ref Utf8JsonReader reader, in ProfileEntry profile)
    {
        if (JsonText.NameIs(ref reader, "from"u8))
        {
            From = JsonText.ReadText(ref reader, profile.WaId);
        }
        else if (JsonText.NameIs(ref reader, "id"u8))
        {
            Id = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "timestamp"u8))
        {
            OccurredAt = JsonText.ReadUnixSeconds(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "type"u8))
        {
            Type = BodyReader.ReadType(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "from_user_id"u8))
        {
            FromUserId = JsonText.ReadText(ref reader, profile.UserId);
        }
        else if (JsonText.NameIs(ref reader, "context"u8))
        {
            Context = ContextReader.ReadContext(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "errors"u8))
        {
            ErrorCode = ProviderErrors.ReadValue(ref reader).Code;
        }
        else
        {
            ReadRareMember(ref reader);
        }
    }

    private void ReadRareMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, "from_parent_user_id"u8))
        {
            FromParentUserId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "to"u8))
        {
            To = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "to_user_id"u8))
        {
            ToUserId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "to_parent_user_id"u8))
        {
            ToParentUserId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "group_id"u8))
        {
            GroupId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "referral"u8))
        {
            Referral = ContextReader.ReadReferral(ref reader);
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }

    // Meta writes the content before the type as often as after it: then it is looked for once the type is known.
    private void Complete(Utf8JsonReader start, bool hasContent)
    {
        if (Type is null)
        {
            return;
        }

        if (!hasContent)
        {
            Utf8JsonReader again = start;
            Body = BodyReader.FindContent(ref again, Type);
        }

        Body ??= BodyReader.WithoutContent(Type, ErrorCode);
        if (Body is UnsupportedBody { ErrorCode: null } unsupported && ErrorCode is not null)
        {
            Body = unsupported with { ErrorCode = ErrorCode };
        }

        if (Body is SystemBody)
        {
            // The id that the person is known by; the new one is in the body.
            FromUserId = SystemReader.FindPreviousUserId(ref start) ?? FromUserId;
        }
    }
}
