using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Inbound;

/// <summary>What is needed of <c>content_attributes</c>.</summary>
internal struct ContentAttributes
{
    /// <summary>Our own member, by which our messages are known when the access token is a colleague's.</summary>
    public static ReadOnlySpan<byte> AttemptMember => "concierge_attempt_id"u8;

    public string? AttemptId;
    public string? InReplyTo;
    public string? SubmittedEmail;
    public string? ExternalError;
    public MessageBody? Submitted;
    public bool IsDeleted;
    public bool IsEcho;
    public bool IsUnsupported;

    /// <summary>From the property: reads its object.</summary>
    public static ContentAttributes Read(ref Utf8JsonReader reader)
    {
        ContentAttributes attributes = default;
        if (!JsonText.TryEnterObject(ref reader))
        {
            return attributes;
        }

        while (JsonText.NextProperty(ref reader))
        {
            attributes.ReadMember(ref reader);
        }

        return attributes;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (JsonText.NameIs(ref reader, AttemptMember))
        {
            AttemptId = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "in_reply_to"u8))
        {
            InReplyTo = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "submitted_values"u8))
        {
            Submitted = SubmittedValues.Read(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "submitted_email"u8))
        {
            SubmittedEmail = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "external_error"u8))
        {
            ExternalError = JsonText.ReadText(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "deleted"u8))
        {
            IsDeleted = JsonText.ReadBoolean(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "external_echo"u8))
        {
            IsEcho = JsonText.ReadBoolean(ref reader);
        }
        else if (JsonText.NameIs(ref reader, "is_unsupported"u8))
        {
            IsUnsupported = JsonText.ReadBoolean(ref reader);
        }
        else
        {
            JsonText.SkipValue(ref reader);
        }
    }
}
