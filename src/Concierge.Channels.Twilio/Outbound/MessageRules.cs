using System.Text.Json;
using static Concierge.Channels.Twilio.Outbound.Limit;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Checks a message against Twilio's limits before it is sent, so that the refusal names the limit.</summary>
internal static class MessageRules
{
    /// <summary>The refusal, or null if the message may be sent.</summary>
    public static SendRejected? Check(OutboundMessage message) => message switch
    {
        TextMessage text => Invalid(Text("The text", text.Text, 1600)),
        MediaMessage media => Media(media),
        TemplateMessage template => Invalid(TemplateRules.Problem(template)),
        ChoiceMessage choice => ChoiceRules.Check(choice),
        LocationMessage place => Invalid(Place(place)),
        RawMessage raw when raw.Channel == TwilioChannel.ChannelName => Invalid(IsObject(raw.Json) ? null : "A raw message must be one JSON object with the form's fields as members."),
        RawMessage => Unsupported("The raw message is written for another channel."),
        _ => Unsupported("Twilio cannot send this kind of message."),
    };

    /// <summary>The problem with a file's link, or null.</summary>
    public static string? LinkProblem(MediaSource source) =>
        source.Link is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? null : "The file's link is not an absolute http(s) address.";

    private static SendRejected? Media(MediaMessage media)
    {
        if (media.Source.Id is not null)
        {
            return Unsupported("Twilio takes files by public link only, not by id.");
        }

        return Invalid(LinkProblem(media.Source)
            ?? (media.MediaKind is not (MediaKind.Image or MediaKind.Video) && !string.IsNullOrEmpty(media.Caption)
                ? "Twilio shows a caption under pictures and films only. Send it as a text of its own."
                : AtMost("The caption", media.Caption, 1024)));
    }

    private static string? Place(LocationMessage place) =>
        place.Latitude is >= -90 and <= 90 && place.Longitude is >= -180 and <= 180
            ? AtMost("The place's name", place.Name, 1000) ?? AtMost("The place's address", place.Address, 1000)
            : "The place is not on the globe.";

    private static bool IsObject(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(static member => member.Name.Length > 0 && member.Value.ToString() is not null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two: text, or a name, that is not valid UTF-16.
            return false;
        }
    }

    private static SendRejected Unsupported(string detail) => SendResult.Rejected(RejectReason.Unsupported, detail: detail);
}
