using System.Globalization;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Sentences about limits. Lengths are UTF-16 units, as Twilio counts them or less.</summary>
internal static class Limit
{
    /// <summary>The problem with a text that must be there, or null.</summary>
    public static string? Text(string what, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? $"{what} is empty." : AtMost(what, text, most);

    /// <summary>The problem with a text that may be there, or null.</summary>
    public static string? AtMost(string what, string? text, int most) => text is null || text.Length <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{what} has {text.Length} characters; the limit is {most}.");

    /// <summary>A refusal with a problem; null without one.</summary>
    public static SendRejected? Invalid(string? problem) =>
        problem is null ? null : SendResult.Rejected(RejectReason.InvalidRequest, detail: problem);
}
