namespace Concierge.Channels.Twilio;

/// <summary>Addresses as Twilio writes them: <c>whatsapp:+15550001111</c>, or <c>whatsapp:US.134…</c> for a hidden number.</summary>
internal static class WhatsAppAddress
{
    private const string Prefix = "whatsapp:";

    /// <summary>Twilio's spelling of a number that somebody entered, or null if it is none.</summary>
    public static string? OfNumber(string text)
    {
        string plain = WithoutPrefix(text).Trim();
        string digits = plain.StartsWith('+') ? plain[1..] : plain;
        return digits.Length is >= 5 and <= 15 && IsDigits(digits) ? $"{Prefix}+{digits}" : null;
    }

    /// <summary>Twilio's spelling of a contact's address, or null if Twilio cannot send there.</summary>
    public static string? Of(ContactIdentity identity)
    {
        foreach (ContactAddress address in identity.Addresses)
        {
            switch (address.Kind)
            {
                case ContactAddressKind.Phone:
                    return $"{Prefix}+{address.Value}";
                case ContactAddressKind.UserId:
                    return Prefix + address.Value;
            }
        }

        return null;
    }

    /// <summary>What a received address names, or null without one. Anything but a number is a user id.</summary>
    public static ContactAddress? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || WithoutPrefix(text) is not { Length: > 0 } plain)
        {
            return null;
        }

        // Some senders of forms leave the plus unescaped, which makes it a space.
        string digits = plain[0] is '+' or ' ' ? plain[1..] : plain;
        return digits.Length > 0 && IsDigits(digits)
            ? new ContactAddress(ContactAddressKind.Phone, digits)
            : new ContactAddress(ContactAddressKind.UserId, plain);
    }

    /// <summary>A received user id, or null without one.</summary>
    public static ContactAddress? ReadUserId(string? text) =>
        !string.IsNullOrEmpty(text) && WithoutPrefix(text) is { Length: > 0 } id ? new ContactAddress(ContactAddressKind.UserId, id) : null;

    private static string WithoutPrefix(string text) => text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
