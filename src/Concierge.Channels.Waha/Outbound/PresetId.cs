using System.Security.Cryptography;
using System.Text;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>
/// The id that a message is given before it is sent, so that it can be looked for when nobody knows whether it was. It follows
/// from the reply alone: every try has the same, also after a crash. Servers before 2026.4.3 ignore it.
/// </summary>
internal static class PresetId
{
    // WhatsApp Web's own form: this beginning and 18 digits.
    private const string Beginning = "3EB0";
    private const int RandomBytes = 9;

    /// <summary>The id, or null where WAHA takes none for this kind of message.</summary>
    public static string? For(OutboundMessage message, SendAttempt attempt) => message is TextMessage or ChoiceMessage or LocationMessage or ContactsMessage
        ? Beginning + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Reply(attempt))).AsSpan(0, RandomBytes))
        : null;

    // An attempt's id is that of its reply and the number of the try.
    private static string Reply(SendAttempt attempt)
    {
        string number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $".{attempt.Number}");
        return attempt.AttemptId.EndsWith(number, StringComparison.Ordinal) ? attempt.AttemptId[..^number.Length] : attempt.AttemptId;
    }
}
