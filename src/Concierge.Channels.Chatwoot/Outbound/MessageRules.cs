using System.Text.Json;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Checks a message before it is sent, so that the refusal names the limit.</summary>
internal static class MessageRules
{
    private const int MaxContent = 150_000;

    /// <summary>The refusal, or null if the message may be sent.</summary>
    public static SendRejected? Check(OutboundMessage message) => message switch
    {
        TextMessage text => Limit.Invalid(Limit.Text("The text", text.Text, MaxContent)),
        ChoiceMessage choice => Limit.Invalid(Choices(choice)),
        MediaMessage media => Limit.Invalid(Media(media)),
        TemplateMessage template => Limit.Invalid(Limit.Text("The template's name", template.Name, 512)
            ?? (string.IsNullOrWhiteSpace(template.Language) ? "The template's language is missing." : null)),
        HandoffMessage handoff => Limit.Invalid(Limit.AtMost("The note", handoff.Note, MaxContent)),
        RawMessage { Channel: ChatwootChannel.ChannelName } raw => Limit.Invalid(IsObject(raw.Json) ? null : "A raw message must be one JSON object."),
        RawMessage => SendResult.Rejected(RejectReason.Unsupported, detail: "The raw message is written for another channel."),
        _ => SendResult.Rejected(RejectReason.Unsupported, detail: "Chatwoot has no message of this kind."),
    };

    private static string? Choices(ChoiceMessage choice)
    {
        if (choice.Choices.Count is 0 or > 10)
        {
            return "A question needs one to ten choices.";
        }

        return Limit.Text("The text", choice.Text, MaxContent)
            ?? choice.Choices.Select(static option => Limit.Text("A choice's title", option.Title, 24) ?? Limit.Text("A choice's id", option.Id, 256)).FirstOrDefault(static problem => problem is not null)
            ?? (choice.Choices.DistinctBy(static option => option.Id).Count() < choice.Choices.Count ? "Two choices have the same id." : null);
    }

    private static string? Media(MediaMessage media)
    {
        if (string.IsNullOrWhiteSpace(media.Source.Id) == media.Source.Link is null)
        {
            return "A file needs either an id or a link.";
        }

        return media.Source.Link is { IsAbsoluteUri: false } or { Scheme: not ("https" or "http") } ? "The file's link is not an absolute http(s) address." : null;
    }

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
