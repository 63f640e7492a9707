using Concierge.Channels.Twilio.Outbound;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>Reads a status callback. Our attempt id comes from the query of the callback's address, which the signature covers.</summary>
internal static class StatusReader
{
    /// <summary>The status, or null if the form is no callback.</summary>
    public static string? StatusOf(FormFields fields) =>
        (fields.Text("MessageStatus"u8) ?? fields.Text("SmsStatus"u8)) is { } status && !status.Equals("received", StringComparison.OrdinalIgnoreCase) ? status : null;

    public static ReceiptReceived Read(FormFields fields, string rawStatus, string? attemptId, string? accountId, ReadOnlyMemory<byte> raw)
    {
        DeliveryStatus? status = Status(rawStatus);
        string? code = fields.Text("ErrorCode"u8) is { } text && text != "0" ? text : null;
        return new ReceiptReceived
        {
            Raw = raw,
            AccountId = accountId,
            MessageId = MessageIds.Of(fields),
            RawStatus = rawStatus,
            Status = status,
            AttemptId = attemptId,
            Recipient = WhatsAppAddress.Read(fields.Text("To"u8)) is { } recipient ? new ContactIdentity { Addresses = [recipient] } : new ContactIdentity(),
            ErrorCode = code,
            ErrorDetail = fields.Text("ErrorMessage"u8) ?? fields.Text("ChannelStatusMessage"u8),
            Reason = status == DeliveryStatus.Failed ? ErrorTable.ReasonOf(code) : null,
        };
    }

    private static DeliveryStatus? Status(string word) => word.ToLowerInvariant() switch
    {
        "queued" or "accepted" or "scheduled" or "sending" => DeliveryStatus.Accepted,
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "failed" or "undelivered" or "canceled" => DeliveryStatus.Failed,
        _ => null,
    };
}
