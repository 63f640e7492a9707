using System.Text.Json.Serialization;
using Concierge.Channels;

namespace Concierge;

/// <summary>
/// What a bot or a person sends, in one closed, channel-neutral hierarchy. What a channel cannot do natively is
/// turned into what it can before it is sent; see <c>docs/concepts/degradation.md</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$kind")]
[JsonDerivedType(typeof(TextMessage), "text")]
[JsonDerivedType(typeof(MediaMessage), "media")]
[JsonDerivedType(typeof(TemplateMessage), "template")]
[JsonDerivedType(typeof(ChoiceMessage), "choice")]
[JsonDerivedType(typeof(LinkMessage), "link")]
[JsonDerivedType(typeof(FormMessage), "form")]
[JsonDerivedType(typeof(LocationRequestMessage), "locationRequest")]
[JsonDerivedType(typeof(ContactRequestMessage), "contactRequest")]
[JsonDerivedType(typeof(ReactionMessage), "reaction")]
[JsonDerivedType(typeof(ContactsMessage), "contacts")]
[JsonDerivedType(typeof(LocationMessage), "location")]
[JsonDerivedType(typeof(HandoffMessage), "handoff")]
[JsonDerivedType(typeof(RawMessage), "raw")]
public abstract record OutboundMessage
{
    private protected OutboundMessage()
    {
    }

    /// <summary>The provider's id of the message to quote, or null. Ignored where the channel cannot quote.</summary>
    public string? QuotedMessageId { get; init; }

    /// <summary>
    /// How its words are marked up. Default <see cref="TextMarkup.WhatsApp"/>; Markdown, as language models write it, is turned into the
    /// channel's own before it is sent, and plain text is sent as it is.
    /// </summary>
    public TextMarkup Markup { get; init; }

    /// <summary>Why it is sent. Default <see cref="MessagePurpose.Answer"/>.</summary>
    public MessagePurpose Purpose { get; init; }

    /// <summary>
    /// What is sent instead when the time for free messages is over (<see cref="ChannelCapabilities.ServiceWindow"/>); null sends nothing then.
    /// </summary>
    public TemplateMessage? OutsideWindow { get; init; }

    /// <summary>One of: text, image, audio, video, document, sticker, template, choice, link, form, locationRequest,
    /// contactRequest, reaction, contacts, location, handoff, raw.</summary>
    public abstract string Kind { get; }

    /// <summary>The words in it, for transcripts; null where there are none.</summary>
    public virtual string? PlainText => null;
}
