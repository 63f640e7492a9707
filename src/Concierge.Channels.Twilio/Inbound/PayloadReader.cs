using System.Text;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>Reads one webhook: an inbound message, a status callback, or something unknown that is kept.</summary>
internal readonly struct PayloadReader(TwilioSettings? settings, ChannelEventSink sink)
{
    public void Read(in WebhookRequest request)
    {
        // By GET everything stands in the address, which is what is signed then.
        ReadOnlyMemory<byte> body = request.Method == "GET" && request.Body.IsEmpty ? Query(request.Path) : request.Body;
        FormFields? fields = JsonFields.IsJson(body.Span) ? JsonFields.Read(body) : FormFields.Parse(body.Span);
        if (fields is null)
        {
            AddUnknown("The JSON is broken or not an object.", body);
        }
        else if (settings is not null && fields.Text("AccountSid"u8) is { } account && account != settings.AccountSid)
        {
            AddUnknown("The event is of another Twilio account.", body);
        }
        else if (StatusReader.StatusOf(fields) is { } status)
        {
            sink.Add(StatusReader.Read(fields, status, AttemptId(request.Path), AccountIdOf(fields, fields.Text("From"u8)), body));
        }
        else if (WhatsAppAddress.Read(fields.Text("From"u8)) is { } sender && IsMessage(fields))
        {
            MessageReader.Read(fields, sender, AccountIdOf(fields, fields.Text("To"u8)), occurredAt: null, body, sink);
        }
        else
        {
            AddUnknown("The form is neither a message nor a status.", body);
        }
    }

    /// <summary>Reads a message that the API listed; what names no sender gives nothing.</summary>
    public void ReadListed(FormFields fields, DateTimeOffset? occurredAt, ReadOnlyMemory<byte> raw)
    {
        if (WhatsAppAddress.Read(fields.Text("From"u8)) is { } sender)
        {
            MessageReader.Read(fields, sender, AccountIdOf(fields, fields.Text("To"u8)), occurredAt, raw, sink);
        }
    }

    private static ReadOnlyMemory<byte> Query(string path)
    {
        int question = path.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? default : Encoding.UTF8.GetBytes(path[(question + 1)..]);
    }

    private static bool IsMessage(FormFields fields) => MessageIds.Of(fields) is not null || fields.Text("Body"u8) is not null;

    private static string? AttemptId(string path)
    {
        int question = path.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? null : FormFields.Parse(Encoding.UTF8.GetBytes(path[(question + 1)..])).Text("attempt"u8);
    }

    // The service where the account is one, else our number; an event that names neither belongs to whose token signed it.
    private string? AccountIdOf(FormFields fields, string? own)
    {
        if (settings?.MessagingServiceSid is { } service && (settings.From is null || fields.Text("MessagingServiceSid"u8) == service))
        {
            return fields.Text("MessagingServiceSid"u8);
        }

        return own is null ? null : WhatsAppAddress.OfNumber(own) ?? own;
    }

    private void AddUnknown(string reason, ReadOnlyMemory<byte> raw) => sink.Add(new UnknownEvent { Reason = reason, Raw = raw });
}
