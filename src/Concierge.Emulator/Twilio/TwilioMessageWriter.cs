using System.Globalization;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Twilio;

/// <summary>What a person sends, as the fields of Twilio's webhook.</summary>
internal static class TwilioMessageWriter
{
    public static IEnumerable<(string Name, string? Value)> Write(PhoneLine line, Person person, ChatMessage message, MediaLibrary library)
    {
        Bubble bubble = message.Bubble;
        bool isFile = HasFile(bubble);
        return
        [
            ("SmsMessageSid", message.Id),
            ("NumMedia", isFile ? "1" : "0"),
            ("ProfileName", person.Name),
            ("MessageType", Type(bubble)),
            ("SmsSid", message.Id),
            ("WaId", person.Number),
            ("SmsStatus", "received"),
            ("Body", bubble.Kind is "location" or "contacts" or "audio" ? string.Empty : bubble.Text ?? string.Empty),
            ("To", TwilioAddress.Own(line) is { Length: > 0 } own ? TwilioAddress.Of(own) : null),
            ("MessagingServiceSid", line.Setting("MessagingServiceSid") is { Length: > 0 } service ? service : null),
            ("NumSegments", "1"),
            ("ReferralNumMedia", "0"),
            ("MessageSid", message.Id),
            ("AccountSid", line.Setting("AccountSid")),
            ("From", TwilioAddress.Of(person.Number)),
            ("ApiVersion", "2010-04-01"),
            .. Quote(line, message),
            .. Content(line, message, library),
        ];
    }

    /// <summary>Whether the message is one with a file: Twilio gives those another kind of id, and cards are files too.</summary>
    public static bool HasFile(Bubble bubble) => bubble.Kind is "image" or "audio" or "video" or "document" or "sticker" or "contacts";

    /// <summary>A card as the file that Twilio makes of it.</summary>
    public static string VCard(Bubble bubble) => $"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{bubble.Text}\r\nTEL;TYPE=CELL:{bubble.Phone}\r\nEND:VCARD\r\n";

    private static string Type(Bubble bubble) => bubble.Kind == "choice" ? "interactive" : bubble.Kind;

    private static IEnumerable<(string Name, string? Value)> Quote(PhoneLine line, ChatMessage message)
    {
        string? quoted = message.Bubble.Kind == "reaction" ? message.Bubble.Target : message.Quoted;
        return quoted is null
            ? []
            : [("OriginalRepliedMessageSid", quoted), ("OriginalRepliedMessageSender", TwilioAddress.Of(TwilioAddress.Own(line)))];
    }

    private static IEnumerable<(string Name, string? Value)> Content(PhoneLine line, ChatMessage message, MediaLibrary library)
    {
        Bubble bubble = message.Bubble;
        if (HasFile(bubble))
        {
            string url = $"{line.Api}/2010-04-01/Accounts/{line.Setting("AccountSid")}/Messages/{message.Id}/Media/{bubble.MediaId ?? "ME" + message.Id[2..]}";
            return [("MediaContentType0", FileType(bubble, library)), ("MediaUrl0", url)];
        }

        return bubble.Kind switch
        {
            "location" => [("Latitude", Degrees(bubble.Latitude)), ("Longitude", Degrees(bubble.Longitude)), ("Label", bubble.Text), ("Address", bubble.Address)],
            "choice" when bubble.ListButton is not null => [("ListId", bubble.ChoiceId), ("ListTitle", bubble.Text)],
            "choice" => [("ButtonText", bubble.Text), ("ButtonPayload", bubble.ChoiceId)],
            _ => [],
        };
    }

    // Twilio has no flag for voice notes: they are known by the type that WhatsApp's recorder makes, whatever was recorded here.
    private static string FileType(Bubble bubble, MediaLibrary library) => bubble switch
    {
        { Kind: "contacts" } => "text/vcard",
        { Voice: true } => "audio/ogg",
        _ => library.Find(bubble.MediaId)?.MimeType ?? "application/octet-stream",
    };

    private static string Degrees(double? value) => (value ?? 0).ToString(CultureInfo.InvariantCulture);
}
