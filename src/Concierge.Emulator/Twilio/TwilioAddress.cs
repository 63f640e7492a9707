using Concierge.Emulator.Phone;

namespace Concierge.Emulator.Twilio;

/// <summary>Numbers and addresses in Twilio's spelling.</summary>
internal static class TwilioAddress
{
    private const string Prefix = "whatsapp:";

    public static string Of(string number) => $"{Prefix}+{number}";

    /// <summary>The digits of <c>whatsapp:+…</c>, or null for anything else.</summary>
    public static string? Digits(string? address) =>
        address is not null && address.StartsWith(Prefix + "+", StringComparison.Ordinal) && address[(Prefix.Length + 1)..] is { Length: >= 5 and <= 15 } digits && digits.All(char.IsAsciiDigit)
            ? digits
            : null;

    /// <summary>The business's number, in whatever spelling it is configured; empty where only a messaging service is.</summary>
    public static string Own(PhoneLine line) => string.Concat(line.Setting("From").Where(char.IsAsciiDigit));

    /// <summary>The address of the line's webhook as it was entered at Twilio.</summary>
    public static string Webhook(PhoneLine line, string hostAddress)
    {
        string root = line.Setting("PublicBaseUrl") is { Length: > 0 } own ? own : hostAddress;
        return root.TrimEnd('/') + line.WebhookPath;
    }
}
