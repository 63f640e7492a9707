using System.Globalization;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>Makes the events of an inbound message: one, or one for each file.</summary>
internal static class MessageReader
{
    public static void Read(FormFields fields, ContactAddress sender, string? accountId, DateTimeOffset? occurredAt, ReadOnlyMemory<byte> raw, ChannelEventSink sink)
    {
        string? id = MessageIds.Of(fields);
        var message = new MessageReceived
        {
            Id = id,
            Raw = raw,
            AccountId = accountId,
            OccurredAt = occurredAt,
            Sender = Sender(fields, sender),
            Body = BodyReader.Read(fields),
            Context = Context(fields),
            Referral = Referral(fields),
        };
        sink.Add(message);

        // Every event needs an id of its own, or the second file would count as a repetition of the first.
        if (message.Body is MediaBody or ContactsBody)
        {
            for (int i = 1; MediaReader.Read(fields, i) is { } body; i++)
            {
                sink.Add(message with { Id = id is null ? null : string.Create(CultureInfo.InvariantCulture, $"{id}/{i}"), Body = body });
            }
        }
    }

    private static ContactIdentity Sender(FormFields fields, ContactAddress sender)
    {
        List<ContactAddress> addresses = [sender];
        foreach (ContactAddress? alias in new[] { WhatsAppAddress.Read(fields.Text("WaId"u8)), WhatsAppAddress.ReadUserId(fields.Text("ExternalUserId"u8)) })
        {
            if (alias is not null && !addresses.Contains(alias))
            {
                addresses.Add(alias);
            }
        }

        return new ContactIdentity { Addresses = addresses, DisplayName = fields.Text("ProfileName"u8) };
    }

    private static MessageContext? Context(FormFields fields)
    {
        var context = new MessageContext
        {
            QuotedMessageId = fields.Text("OriginalRepliedMessageSid"u8),
            IsForwarded = IsTrue(fields.Text("Forwarded"u8)),
            IsFrequentlyForwarded = IsTrue(fields.Text("FrequentlyForwarded"u8)),
        };
        return context == new MessageContext() ? null : context;
    }

    private static AdReferral? Referral(FormFields fields)
    {
        var referral = new AdReferral
        {
            SourceType = fields.Text("ReferralSourceType"u8),
            SourceId = fields.Text("ReferralSourceId"u8),
            SourceUrl = fields.Text("ReferralSourceUrl"u8),
            Headline = fields.Text("ReferralHeadline"u8),
            Body = fields.Text("ReferralBody"u8),
            ClickId = fields.Text("ReferralCtwaClid"u8),
        };
        return referral == new AdReferral() ? null : referral;
    }

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
