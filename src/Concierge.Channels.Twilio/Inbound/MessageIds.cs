using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>Finds a message's id, which Twilio names three times, not always all of them.</summary>
internal static class MessageIds
{
    public static string? Of(FormFields fields) => fields.Text("MessageSid"u8) ?? fields.Text("SmsSid"u8) ?? fields.Text("SmsMessageSid"u8);
}
