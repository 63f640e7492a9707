namespace Concierge;

/// <summary>Why a provider refused a message.</summary>
public enum RejectReason
{
    /// <summary>The request is wrong (a limit, a parameter, a template's count of values): a bug or a setting.</summary>
    InvalidRequest,

    /// <summary>More than the service window has passed since the person wrote; only a template may be sent.</summary>
    WindowClosed,

    /// <summary>This person cannot be reached on WhatsApp.</summary>
    RecipientUnreachable,

    /// <summary>This person has opted out: nothing is sent unasked any more.</summary>
    OptedOut,

    /// <summary>The provider's policy or a limit on marketing forbids it.</summary>
    Policy,

    /// <summary>The media could not be fetched or is of a wrong kind.</summary>
    Media,

    /// <summary>The template is missing, paused or disabled.</summary>
    Template,

    /// <summary>The channel cannot send this kind of message at all.</summary>
    Unsupported,

    /// <summary>Refused with a code that this version does not know.</summary>
    Other,

    /// <summary>This person wants no marketing: offers are not sent any more, everything else is.</summary>
    MarketingRefused,
}
