using Concierge.Channels.Http;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Waha;

/// <summary>Refuses settings with which a webhook could not be verified or a message not be sent, and says what to do.</summary>
internal sealed class WahaOptionsValidator : IValidateOptions<WahaOptions>
{
    public ValidateOptionsResult Validate(string? name, WahaOptions options)
    {
        string section = AccountSections.Of(WahaOptions.Section, name);
        var failures = new List<string>();
        Require(failures, section, nameof(options.ApiKey), options.ApiKey, "Copy the plain key of the WAHA server (WAHA_API_KEY).");
        if (!string.IsNullOrWhiteSpace(options.ApiKey) && options.ApiKey.AsSpan().Trim().ContainsAnyExceptInRange('!', '~'))
        {
            failures.Add($"{section}:{nameof(options.ApiKey)} holds characters that no key has. Copy it again, without line breaks.");
        }

        Require(failures, section, nameof(options.WebhookSecret), options.WebhookSecret, "Choose a long random key and set it as WHATSAPP_HOOK_HMAC_KEY on the WAHA server too.");
        if (!string.IsNullOrEmpty(options.PreviousWebhookSecret))
        {
            Require(failures, section, nameof(options.PreviousWebhookSecret), options.PreviousWebhookSecret, "Remove it when no rotation is going on.");
        }

        if (options.ApiBaseUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "", Query: "", Fragment: "" })
        {
            failures.Add($"{section}:{nameof(options.ApiBaseUrl)} is missing or not an absolute http(s) address. Give the WAHA server's, for example http://waha:3000.");
        }

        if (string.IsNullOrEmpty(options.Session) || !options.Session.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            failures.Add($"{section}:{nameof(options.Session)} is not a session name of letters, digits, - and _. Remove it to use \"default\".");
        }

        if (options.Timeout <= TimeSpan.Zero || options.MediaTimeout <= TimeSpan.Zero)
        {
            failures.Add($"{section}:{nameof(options.Timeout)} and {nameof(options.MediaTimeout)} must be longer than zero.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Require(List<string> failures, string section, string setting, string? value, string advice)
    {
        if (SecretText.Problem(value) is { } problem)
        {
            failures.Add($"{section}:{setting} {problem}. {advice}");
        }
    }
}
