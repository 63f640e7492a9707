using System.Globalization;
using System.Text;
using Concierge.Channels;
using Concierge.Outbox.Markup;

namespace Concierge.Outbox;

/// <summary>Turns a message into what a channel can send: the same every time, so that people learn what to expect.</summary>
internal static class Degrader
{
    public static IEnumerable<OutboundMessage> Degrade(OutboundMessage message, ChannelCapabilities can, string channel) => InOwnMarkup(message) switch
    {
        TextMessage text => Texts(text, can),
        ChoiceMessage choice => Choices(choice, can),
        MediaMessage media => Media(media, can),
        LinkMessage link when !can.LinkButtons || TooLong(link.Text, link.Header, link.Footer, can) =>
            Texts(Plain(message, Lines(link.Header, link.Text, $"{link.ButtonText}: {link.Url}", link.Footer)), can),
        FormMessage { } form when !can.Forms => Texts(Plain(message, form.Text), can),
        LocationRequestMessage request when !can.LocationRequests => Texts(Plain(message, request.Text), can),
        ContactRequestMessage request when !can.ContactRequests => Texts(Plain(message, request.Text), can),
        LocationMessage location when !can.Locations => Texts(Plain(message, Location(location)), can),
        ContactsMessage contacts when !can.Contacts => Texts(Plain(message, Contacts(contacts)), can),
        TemplateMessage template when !can.Templates => template.FallbackText is { } fallback ? Texts(Plain(message, fallback), can) : [],
        ReactionMessage when !can.Reactions => [],
        HandoffMessage when !can.HelpDesk => [],
        RawMessage raw when raw.Channel != channel => [],
        var native => [native],
    };

    /// <summary>
    /// Channels are given WhatsApp's mark-up, in which lengths are counted; one whose provider wants another turns it into that.
    /// </summary>
    private static OutboundMessage InOwnMarkup(OutboundMessage message)
    {
        if (message.Markup != TextMarkup.Markdown)
        {
            return message;
        }

        return message switch
        {
            TextMessage text => text with { Text = MarkdownText.ToWhatsApp(text.Text), Markup = TextMarkup.WhatsApp },
            ChoiceMessage choice => choice with { Text = MarkdownText.ToWhatsApp(choice.Text), Markup = TextMarkup.WhatsApp },
            LinkMessage link => link with { Text = MarkdownText.ToWhatsApp(link.Text), Markup = TextMarkup.WhatsApp },
            MediaMessage { Caption: { } caption } media => media with { Caption = MarkdownText.ToWhatsApp(caption), Markup = TextMarkup.WhatsApp },
            _ => message with { Markup = TextMarkup.WhatsApp },
        };
    }

    private static IEnumerable<OutboundMessage> Texts(TextMessage text, ChannelCapabilities can)
    {
        bool first = true;
        foreach (string part in TextSplitter.Split(text.Text, can.MaxTextLength))
        {
            yield return text with { Text = part, QuotedMessageId = first ? text.QuotedMessageId : null };
            first = false;
        }
    }

    private static IEnumerable<OutboundMessage> Choices(ChoiceMessage choice, ChannelCapabilities can)
    {
        bool asButtons = !choice.AsList
            && choice.Choices.Count <= can.MaxButtons
            && choice.Choices.All(c => c.Description is null && c.Title.Length <= can.MaxButtonTitle);
        bool asList = choice.Choices.Count <= can.MaxListRows && choice.Choices.All(c => c.Title.Length <= can.MaxListTitle);
        if ((asButtons || asList) && !TooLong(choice.Text, choice.Header, choice.Footer, can))
        {
            return [choice];
        }

        var text = new StringBuilder();
        text.Append(Lines(choice.Header is null ? null : $"*{choice.Header}*", choice.Text)).Append('\n');
        string? section = null;
        for (int i = 0; i < choice.Choices.Count; i++)
        {
            Choice option = choice.Choices[i];
            if (option.Section is not null && option.Section != section)
            {
                text.Append('\n').Append('*').Append(option.Section).Append('*');
                section = option.Section;
            }

            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {option.Title}");
            if (option.Description is not null)
            {
                text.Append(" – ").Append(option.Description);
            }
        }

        if (choice.Footer is not null)
        {
            text.Append("\n\n").Append(choice.Footer);
        }

        return Texts(Plain(choice, text.ToString()), can);
    }

    private static IEnumerable<OutboundMessage> Media(MediaMessage media, ChannelCapabilities can)
    {
        if (media.MediaKind == MediaKind.Sticker && !can.Stickers)
        {
            media = media with { MediaKind = MediaKind.Image };
        }

        bool captionFits = media.Caption is null
            || (HasCaption(media.MediaKind, can) && media.Caption.Length <= can.MaxCaptionLength);
        return captionFits
            ? [media]
            : [media with { Caption = null }, .. Texts(new TextMessage(media.Caption!), can)];
    }

    private static bool HasCaption(MediaKind kind, ChannelCapabilities can) => kind switch
    {
        MediaKind.Audio or MediaKind.Sticker => false,
        MediaKind.Document => can.DocumentCaptions,
        _ => true,
    };

    private static bool TooLong(string text, string? header, string? footer, ChannelCapabilities can)
    {
        const int maxHeader = 60;
        return text.Length > can.MaxInteractiveTextLength || header?.Length > maxHeader || footer?.Length > maxHeader;
    }

    private static TextMessage Plain(OutboundMessage message, string text) => new(text) { QuotedMessageId = message.QuotedMessageId };

    private static string Location(LocationMessage location) => Lines(
        location.Name,
        location.Address,
        string.Create(CultureInfo.InvariantCulture, $"https://maps.google.com/?q={location.Latitude},{location.Longitude}"));

    private static string Contacts(ContactsMessage contacts) => string.Join("\n\n", contacts.Cards.Select(card =>
        Lines([card.FormattedName, card.Organization, .. card.Phones, .. card.Emails])));

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
}
