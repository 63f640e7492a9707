using System.Globalization;
using static Concierge.RejectReason;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Meta's error codes, from its page "Cloud API error codes" (2026-05).</summary>
internal static class ErrorTable
{
    private static readonly Dictionary<int, ErrorRow> Rows = new()
    {
        // Credentials: everything waits until they are mended.
        [0] = Credentials("The app user cannot be authenticated."),
        [3] = Credentials("The app lacks the capability or permission."),
        [10] = Credentials("The permission was not granted or was removed."),
        [190] = Credentials("The access token has expired or was revoked. Create a new one and set AccessToken."),
        [131045] = Credentials("The number is not registered. Register it with the Cloud API."),

        // Trouble at Meta: this message again, later.
        [1] = Again("The API is unknown or out of order."),
        [2] = Again("The API is out of order or overloaded."),
        [131000] = Again("Something went wrong at Meta."),
        [131016] = Again("The service is overloaded."),
        [133004] = Again("The server is not available."),
        [132069] = Again("The flow is throttled."),

        // Limits of the account or of one person.
        [4] = Slow("The app's rate limit is reached."),
        [80007] = Slow("The business account's rate limit is reached."),
        [130429] = Slow("The number's throughput limit is reached."),
        [131057] = Slow("The account is in maintenance.", TimeSpan.FromMinutes(5)),
        [131056] = new(RetryScope.Recipient, Other, "Too many messages to this person in a short time.", TimeSpan.FromSeconds(6)),

        // The person.
        [131026] = Never(RecipientUnreachable, "The message cannot reach this person."),
        [131021] = Never(RecipientUnreachable, "Sender and recipient are the same number."),
        [131030] = Never(RecipientUnreachable, "The number is not in the list of allowed test recipients."),
        [131062] = Never(RecipientUnreachable, "This kind of message needs a telephone number."),
        [137000] = Never(RecipientUnreachable, "The person's identity has changed and must be verified again."),
        [131047] = Never(WindowClosed, "More than 24 hours have passed since the person wrote. Send a template."),
        [131050] = Never(MarketingRefused, "The person has opted out of marketing messages."),

        // Policy and limits that waiting a little does not cure.
        [368] = Never(Policy, "The account is blocked for violating a policy."),
        [130472] = Never(Policy, "The person takes part in a marketing experiment."),
        [130497] = Never(Policy, "Messages to this country are restricted."),
        [131031] = Never(Policy, "The account is locked."),
        [131037] = Never(Policy, "The number's display name is not approved."),
        [131042] = Never(Policy, "There is a problem with the payment method."),
        [131044] = Never(Policy, "There is a problem with the account's payment set-up."),
        [131048] = Never(Policy, "The spam rate limit is reached."),
        [131049] = Never(Policy, "Meta chose not to deliver the message. Wait at least a day."),
        [131064] = Never(Policy, "The messaging limit is reached."),
        [133016] = Never(Policy, "The number was registered or deregistered too often."),
        [132007] = Never(Policy, "The template violates a policy."),

        // The request.
        [33] = Never(InvalidRequest, "The number or object does not exist. Check PhoneNumberId."),
        [100] = Never(InvalidRequest, "A parameter is wrong or not allowed."),
        [131005] = Never(InvalidRequest, "Access is denied."),
        [131008] = Never(InvalidRequest, "A parameter is missing."),
        [131009] = Never(InvalidRequest, "A parameter's value is wrong."),
        [135000] = Never(InvalidRequest, "A parameter is wrong."),
        [131051] = Never(Unsupported, "The message type is not supported."),
        [131052] = Never(Media, "The person's file cannot be downloaded. Ask for it again."),
        [131053] = Never(Media, "The file cannot be fetched or is of a wrong kind."),
        [132000] = Never(Template, "The number of template values is wrong."),
        [132001] = Never(Template, "The template does not exist in this language."),
        [132005] = Never(Template, "The filled template is too long."),
        [132008] = Never(Template, "A template value is of a wrong form."),
        [132012] = Never(Template, "A template value is of a wrong form."),
        [132015] = Never(Template, "The template is paused."),
        [132016] = Never(Template, "The template is disabled."),
        [132068] = Never(Template, "The flow is blocked."),
    };

    private static readonly ErrorRow Permission = Credentials("A permission is missing.");

    /// <summary>The row of a code, or null for one that is not known.</summary>
    public static ErrorRow? Find(int code) => code is >= 200 and <= 299 ? Permission : Rows.GetValueOrDefault(code);

    /// <summary>Why a message failed after it was accepted.</summary>
    public static RejectReason ReasonOf(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && Find(number) is { } row ? row.Reason : Other;

    private static ErrorRow Credentials(string meaning) => new(RetryScope.Credentials, Other, meaning);

    private static ErrorRow Again(string meaning) => new(RetryScope.Message, Other, meaning);

    private static ErrorRow Slow(string meaning, TimeSpan? leastWait = null) => new(RetryScope.Account, Other, meaning, leastWait);

    private static ErrorRow Never(RejectReason reason, string meaning) => new(null, reason, meaning);
}
