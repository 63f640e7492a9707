using System.Globalization;
using static Concierge.RejectReason;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>Twilio's error codes, of answers and of receipts, from its pages "Error and warning dictionary" (2026).</summary>
internal static class ErrorTable
{
    /// <summary>The content that a message names is not there.</summary>
    public const int ContentMissing = 21655;

    private static readonly Dictionary<int, ErrorRow> Rows = new()
    {
        // Credentials and sender: everything waits until they are mended.
        [20003] = Credentials("The credentials were refused. Check AccountSid and AuthToken, or the API key."),
        [63007] = Credentials("Twilio has no WhatsApp sender for From. Register the number, or correct From."),

        // Trouble that passes: this message again, later.
        [63010] = Again("WhatsApp's side of Twilio is out of order."),
        [63012] = Again("WhatsApp is out of order."),
        [63023] = Again("WhatsApp reported an error without more detail."),

        // Limits of the account.
        [20429] = Slow("Too many requests."),
        [30001] = Slow("The queue is full.", TimeSpan.FromMinutes(1)),
        [63017] = Slow("The account's rate limit is reached."),
        [63018] = Slow("The sender's rate or messaging limit is reached."),
        [63038] = Slow("The account's daily limit is reached.", TimeSpan.FromHours(1)),

        // The person.
        [21211] = Never(RecipientUnreachable, "The number is not valid."),
        [30003] = Never(RecipientUnreachable, "The device cannot be reached."),
        [30005] = Never(RecipientUnreachable, "The number is not known."),
        [63003] = Never(RecipientUnreachable, "The recipient is not valid."),
        [63024] = Never(RecipientUnreachable, "The number is not on WhatsApp."),
        [63015] = Never(RecipientUnreachable, "The person has not joined the sandbox. They must send its join words first."),
        [63016] = Never(WindowClosed, "More than 24 hours have passed since the person wrote. Send a template."),
        [21610] = Never(OptedOut, "The person has opted out."),

        // Policy and limits that waiting a little does not cure.
        [30007] = Never(Policy, "The message was filtered."),
        [63013] = Never(Policy, "The message violates a policy."),
        [63020] = Never(Policy, "The business has not accepted WhatsApp's terms."),
        [63022] = Never(Policy, "The number's display name is not certified."),
        [63032] = Never(Policy, "WhatsApp limits messages to this person."),
        [63049] = Never(Policy, "Meta chose not to deliver the message. Wait at least a day."),

        // The request.
        [20404] = Never(InvalidRequest, "The account or resource does not exist. Check AccountSid."),
        [21609] = Never(InvalidRequest, "The address for receipts was refused. Check PublicBaseUrl."),
        [21617] = Never(InvalidRequest, "The text is longer than 1600 characters."),
        [21658] = Never(InvalidRequest, "The template's values are longer than 1600 characters."),
        [63005] = Never(InvalidRequest, "WhatsApp did not accept the content."),
        [63021] = Never(InvalidRequest, "The content is invalid, too long or of an unsupported kind."),
        [21620] = Never(Media, "The file's link is not valid."),
        [63019] = Never(Media, "The file could not be fetched. Check that its link is public."),
        [63025] = Never(Media, "The file exists already."),
        [ContentMissing] = Never(Template, "The content does not exist. Check the template's ContentSid."),
        [21656] = Never(Template, "The template's values are not valid."),
        [63027] = Never(Template, "The template does not exist in this language."),
        [63028] = Never(Template, "The number of template values is wrong."),
        [63029] = Never(Template, "The person's app could not show the template."),
        [63030] = Never(Template, "The template does not take this kind of value."),
        [30008] = Never(Other, "The message was not delivered, for an unknown reason."),
    };

    /// <summary>The row of a code, or null for one that is not known.</summary>
    public static ErrorRow? Find(int code) => Rows.GetValueOrDefault(code);

    /// <summary>Why a message failed after it was accepted.</summary>
    public static RejectReason ReasonOf(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && Find(number) is { } row ? row.Reason : Other;

    private static ErrorRow Credentials(string meaning) => new(RetryScope.Credentials, Other, meaning);

    private static ErrorRow Again(string meaning) => new(RetryScope.Message, Other, meaning);

    private static ErrorRow Slow(string meaning, TimeSpan? leastWait = null) => new(RetryScope.Account, Other, meaning, leastWait);

    private static ErrorRow Never(RejectReason reason, string meaning) => new(null, reason, meaning);
}
