namespace Concierge;

/// <summary>What kind of name a provider uses for a person or group.</summary>
public enum ContactAddressKind
{
    /// <summary>Telephone number: digits with country code, no <c>+</c>.</summary>
    Phone,

    /// <summary>A provider's business-scoped user id (Meta's BSUID, for example <c>US.1349…</c>).</summary>
    UserId,

    /// <summary>WhatsApp's hidden id (<c>123@lid</c>), from which no number can be derived.</summary>
    Lid,

    /// <summary>A group of people.</summary>
    Group,

    /// <summary>Anything else a channel uses, for example a help desk's contact number.</summary>
    Other,
}
