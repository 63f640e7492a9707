namespace Concierge.Channels.Waha.Outbound;

/// <summary>Checks a message before it is sent, so that the refusal says why.</summary>
internal static class MessageRules
{
    /// <summary>The refusal, or null if the message may be sent.</summary>
    public static SendRejected? Check(OutboundMessage message) => message switch
    {
        TextMessage text when string.IsNullOrWhiteSpace(text.Text) => Invalid("The text is empty."),
        TextMessage { Text.Length: > 65536 } => Invalid("The text is longer than 65536 characters."),
        TextMessage => null,
        ChoiceMessage { Choices.Count: 0 } => Invalid("There is no choice."),
        ChoiceMessage => null,
        MediaMessage { MediaKind: MediaKind.Sticker } => Unsupported("WAHA has no call for stickers."),
        MediaMessage media => Media(media),
        LocationMessage place => double.IsFinite(place.Latitude) && double.IsFinite(place.Longitude) && Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180
            ? null : Invalid("The place is not on the globe."),
        ContactsMessage { Cards.Count: 0 } => Invalid("There is no card."),
        ContactsMessage => null,
        RawMessage raw when raw.Channel != WahaChannel.ChannelName => Unsupported("The raw message is written for another channel."),
        RawMessage raw => RawCall.Find(raw.Json) is null ? Invalid("A raw message must be a JSON object whose member \"call\" names one of WAHA's sending calls, for example sendList.") : null,
        ReactionMessage reaction => string.IsNullOrWhiteSpace(reaction.TargetMessageId) ? Invalid("The reaction names no message.") : null,
        _ => Unsupported("WAHA cannot send this kind of message."),
    };

    private static SendRejected? Media(MediaMessage media)
    {
        if (media.Source.Link is null)
        {
            return InlineFile.Parse(media.Source.Id) is null ? SendResult.Rejected(RejectReason.Media, detail: "The file's id is not one that this channel's upload gave.") : null;
        }

        return media.Source.Link is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? null : Invalid("The file's link is not an absolute http(s) address.");
    }

    private static SendRejected Invalid(string detail) => SendResult.Rejected(RejectReason.InvalidRequest, detail: detail);

    private static SendRejected Unsupported(string detail) => SendResult.Rejected(RejectReason.Unsupported, detail: detail);
}
