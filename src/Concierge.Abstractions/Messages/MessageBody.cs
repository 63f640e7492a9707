using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>
/// What a person sent, in one closed, channel-neutral hierarchy. All text in it is untrusted.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$kind")]
[JsonDerivedType(typeof(TextBody), "text")]
[JsonDerivedType(typeof(MediaBody), "media")]
[JsonDerivedType(typeof(LocationBody), "location")]
[JsonDerivedType(typeof(ContactsBody), "contacts")]
[JsonDerivedType(typeof(ChoiceBody), "choice")]
[JsonDerivedType(typeof(FormBody), "form")]
[JsonDerivedType(typeof(ReactionBody), "reaction")]
[JsonDerivedType(typeof(OrderBody), "order")]
[JsonDerivedType(typeof(SystemBody), "system")]
[JsonDerivedType(typeof(EditBody), "edit")]
[JsonDerivedType(typeof(RevokeBody), "revoke")]
[JsonDerivedType(typeof(WelcomeBody), "welcome")]
[JsonDerivedType(typeof(CallBody), "call")]
[JsonDerivedType(typeof(UnsupportedBody), "unsupported")]
public abstract record MessageBody
{
    private protected MessageBody()
    {
    }

    /// <summary>
    /// One of: text, image, audio, video, document, sticker, location, contacts, choice, form, reaction,
    /// order, system, edit, revoke, welcome, call, unsupported.
    /// </summary>
    public abstract string Kind { get; }

    /// <summary>The words in it: text, caption, choice title, place name… or null where there are none.</summary>
    public virtual string? PlainText => null;
}
