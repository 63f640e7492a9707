using System.Text.Json;
using static Concierge.Channels.Meta.Outbound.Limit;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Checks a message against Meta's limits before it is sent, so that the refusal names the limit.</summary>
internal static class MessageRules
{
    /// <summary>The refusal, or null if the message may be sent.</summary>
    public static SendRejected? Check(OutboundMessage message)
    {
        if (message is RawMessage raw)
        {
            return raw.Channel == MetaChannel.ChannelName
                ? Invalid(IsObject(raw.Json) ? null : "A raw message must be one JSON object.")
                : SendResult.Rejected(RejectReason.Unsupported, detail: "The raw message is written for another channel.");
        }

        return message is ChoiceMessage choice ? ChoiceRules.Check(choice) : Invalid(Problem(message));
    }

    private static string? Problem(OutboundMessage message) => message switch
    {
        TextMessage text => Text("The text", text.Text, 4096),
        MediaMessage media => Media(media),
        TemplateMessage template => Template(template),
        LinkMessage link => Link(link),
        FormMessage form => Text("The text", form.Text, 1024) ?? Text("The button's caption", form.ButtonText, 20) ?? Text("The flow id", form.FlowId, 256)
            ?? FormData(form),
        LocationRequestMessage request => Text("The text", request.Text, 1024),
        ContactRequestMessage request => Text("The text", request.Text, 1024),
        ReactionMessage reaction => Text("The id of the message reacted to", reaction.TargetMessageId, 1024),
        ContactsMessage contacts => Contacts(contacts),
        LocationMessage place => Place(place),
        _ => "This kind of message is not known.",
    };

    private static string? Media(MediaMessage media)
    {
        if (string.IsNullOrWhiteSpace(media.Source.Id) == media.Source.Link is null)
        {
            return "A file needs either an id or a link.";
        }

        if (media.Source.Link is { } link && !IsWebAddress(link))
        {
            return "The file's link is not an absolute http(s) address.";
        }

        if (media.MediaKind is MediaKind.Audio or MediaKind.Sticker && !string.IsNullOrEmpty(media.Caption))
        {
            return "A sound or sticker has no caption.";
        }

        return AtMost("The caption", media.Caption, 1024) ?? AtMost("The file name", media.FileName, 240);
    }

    private static string? Template(TemplateMessage template)
    {
        if (Text("The template's name", template.Name, 512) is { } name)
        {
            return name;
        }

        if (string.IsNullOrWhiteSpace(template.Language))
        {
            return "The template's language is missing.";
        }

        if (template.HeaderMedia is { } media && (media.MediaKind is MediaKind.Audio or MediaKind.Sticker || Media(media) is not null))
        {
            return "A template's header takes a picture, a film or a document with an id or a link.";
        }

        foreach (TemplateParameter value in template.Header.Concat(template.Body))
        {
            if (value.Text.AsSpan().ContainsAny("\r\n\t") || value.Text.Contains("     ", StringComparison.Ordinal))
            {
                return "A template's value holds a line break, a tab or more than four spaces in a row.";
            }
        }

        return template.Buttons.Any(static button => button.Index is < 0 or > 9) ? "A template's button has an index outside 0 to 9." : null;
    }

    private static string? Link(LinkMessage link) =>
        Text("The text", link.Text, 1024)
        ?? Text("The button's caption", link.ButtonText, 20)
        ?? AtMost("The heading", link.Header, 60)
        ?? AtMost("The small print", link.Footer, 60)
        ?? (IsWebAddress(link.Url) ? null : "The link is not an absolute http(s) address.");

    private static string? FormData(FormMessage form)
    {
        if (form.DataJson is null)
        {
            return null;
        }

        return form.Screen is null || form.ExchangeData ? "The form's data goes with a first screen only."
            : IsFilledObject(form.DataJson) ? null
            : "The form's data must be a JSON object with at least one member.";
    }

    private static string? Contacts(ContactsMessage contacts) =>
        contacts.Cards.Count == 0 ? "There is no card."
        : contacts.Cards.Any(static card => string.IsNullOrWhiteSpace(card.FormattedName)) ? "A card has no name."
        : null;

    private static string? Place(LocationMessage place) =>
        place.Latitude is >= -90 and <= 90 && place.Longitude is >= -180 and <= 180 ? null : "The place is not on the globe.";

    private static bool IsWebAddress(Uri address) => address.IsAbsoluteUri && address.Scheme is "https" or "http";

    private static bool IsFilledObject(string json) => IsObject(json) && json.Contains(':', StringComparison.Ordinal);

    private static bool IsObject(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().All(static member => member.Name is not null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two: text, or a name, that is not valid UTF-16.
            return false;
        }
    }
}
