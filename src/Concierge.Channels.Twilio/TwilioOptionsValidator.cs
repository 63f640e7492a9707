using Concierge.Channels.Http;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Twilio;

/// <summary>Refuses settings with which a webhook could not be verified or a message not be sent, and says what to do.</summary>
internal sealed class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        string section = AccountSections.Of(TwilioOptions.Section, name);
        var failures = new List<string>();
        if (!IsSid(options.AccountSid, "AC"))
        {
            failures.Add($"{section}:{nameof(options.AccountSid)} is missing or not of the form AC…. Copy it from the Twilio console, Account info.");
        }

        CheckSecret(failures, section, nameof(options.AuthToken), options.AuthToken, "Copy it from the Twilio console, Account info.");
        if (!string.IsNullOrEmpty(options.PreviousAuthToken))
        {
            CheckSecret(failures, section, nameof(options.PreviousAuthToken), options.PreviousAuthToken, "Remove it when no rotation is going on.");
        }

        CheckApiKey(failures, section, options);
        CheckSender(failures, section, options);
        CheckAddresses(failures, section, options);
        if (options.Timeout <= TimeSpan.Zero || options.MediaTimeout <= TimeSpan.Zero)
        {
            failures.Add($"{section}:{nameof(options.Timeout)} and {nameof(options.MediaTimeout)} must be longer than zero.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckSecret(List<string> failures, string section, string setting, string? value, string advice)
    {
        if (SecretText.Problem(value) is { } problem)
        {
            failures.Add($"{section}:{setting} {problem}. {advice}");
        }
        else if (value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            failures.Add($"{section}:{setting} holds characters that no token has. Copy it again, without line breaks.");
        }
    }

    private static void CheckApiKey(List<string> failures, string section, TwilioOptions options)
    {
        if (string.IsNullOrEmpty(options.ApiKeySid) && string.IsNullOrEmpty(options.ApiKeySecret))
        {
            return;
        }

        const string advice = "Set both from the Twilio console, Account → API keys, or remove both to use AuthToken.";
        if (!IsSid(options.ApiKeySid, "SK"))
        {
            failures.Add($"{section}:{nameof(options.ApiKeySid)} is missing or not of the form SK…. {advice}");
        }

        CheckSecret(failures, section, nameof(options.ApiKeySecret), options.ApiKeySecret, advice);
    }

    private static void CheckSender(List<string> failures, string section, TwilioOptions options)
    {
        if (string.IsNullOrEmpty(options.From) && string.IsNullOrEmpty(options.MessagingServiceSid))
        {
            failures.Add($"{section}:{nameof(options.From)} and {nameof(options.MessagingServiceSid)} are missing. Set the WhatsApp number (+15550001111), the messaging service (MG…) or both.");
        }

        if (!string.IsNullOrEmpty(options.From) && WhatsAppAddress.OfNumber(options.From) is null)
        {
            failures.Add($"{section}:{nameof(options.From)} is not a number with country code. Write it as +15550001111.");
        }

        if (!string.IsNullOrEmpty(options.MessagingServiceSid) && !IsSid(options.MessagingServiceSid, "MG"))
        {
            failures.Add($"{section}:{nameof(options.MessagingServiceSid)} is not of the form MG…. Copy it from the Twilio console, Messaging → Services, or remove it.");
        }
    }

    private static void CheckAddresses(List<string> failures, string section, TwilioOptions options)
    {
        if (options.PublicBaseUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http", Query: "", Fragment: "" })
        {
            failures.Add($"{section}:{nameof(options.PublicBaseUrl)} is missing or not an absolute http(s) address without a query. Twilio signs the public address: set it as entered at Twilio, without /webhooks/twilio, for example https://bot.example.com.");
        }

        CheckApi(failures, section, nameof(options.ApiBaseUrl), options.ApiBaseUrl);
        if (options.ContentApiBaseUrl is { } content)
        {
            CheckApi(failures, section, nameof(options.ContentApiBaseUrl), content);
        }

        if (options.MessagingApiBaseUrl is { } messaging)
        {
            CheckApi(failures, section, nameof(options.MessagingApiBaseUrl), messaging);
        }
    }

    private static void CheckApi(List<string> failures, string section, string setting, Uri? address)
    {
        if (address is not { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "", Query: "", Fragment: "" })
        {
            failures.Add($"{section}:{setting} is not an absolute http(s) address. Remove it to use Twilio's.");
        }
    }

    private static bool IsSid(string? text, string prefix) =>
        text is { Length: > 2 and <= 64 } && text.StartsWith(prefix, StringComparison.Ordinal) && text.All(char.IsAsciiLetterOrDigit);
}
