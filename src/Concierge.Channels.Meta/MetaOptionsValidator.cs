using Concierge.Channels.Http;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Meta;

/// <summary>Refuses settings with which a webhook could not be verified or a message not be sent, and says what to do.</summary>
internal sealed class MetaOptionsValidator : IValidateOptions<MetaOptions>
{
    public ValidateOptionsResult Validate(string? name, MetaOptions options)
    {
        string section = AccountSections.Of(MetaOptions.Section, name);
        var failures = new List<string>();
        Require(failures, section, nameof(options.AppSecret), options.AppSecret, "Copy it from the Meta app dashboard, App settings → Basic.");
        Require(failures, section, nameof(options.VerifyToken), options.VerifyToken, "Choose a long random word and enter it in the dashboard's webhook settings too.");
        Require(failures, section, nameof(options.AccessToken), options.AccessToken, "Create one for a system user with the permission whatsapp_business_messaging.");
        if (!string.IsNullOrWhiteSpace(options.AccessToken) && options.AccessToken.AsSpan().Trim().ContainsAnyExceptInRange('!', '~'))
        {
            failures.Add($"{section}:{nameof(options.AccessToken)} holds characters that no token has. Copy it again, without line breaks.");
        }

        if (!string.IsNullOrEmpty(options.PreviousAppSecret))
        {
            Require(failures, section, nameof(options.PreviousAppSecret), options.PreviousAppSecret, "Remove it when no rotation is going on.");
        }

        if (!IsDigits(options.PhoneNumberId))
        {
            failures.Add($"{section}:{nameof(options.PhoneNumberId)} is missing or not a row of digits. Copy the id of the number (not the number) from WhatsApp → API Setup.");
        }

        if (!string.IsNullOrEmpty(options.BusinessAccountId) && !IsDigits(options.BusinessAccountId))
        {
            failures.Add($"{section}:{nameof(options.BusinessAccountId)} is not a row of digits. Copy it from WhatsApp → API Setup, or remove it.");
        }

        CheckApi(failures, section, options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Require(List<string> failures, string section, string setting, string? value, string advice)
    {
        if (SecretText.Problem(value) is { } problem)
        {
            failures.Add($"{section}:{setting} {problem}. {advice}");
        }
    }

    private static void CheckApi(List<string> failures, string section, MetaOptions options)
    {
        if (options.ApiBaseUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "", Query: "", Fragment: "" })
        {
            failures.Add($"{section}:{nameof(options.ApiBaseUrl)} is not an absolute http(s) address. Remove it to use Meta's.");
        }

        if (options.ApiVersion is not ['v', .. { Length: > 0 } number] || number.AsSpan().ContainsAnyExcept("0123456789."))
        {
            failures.Add($"{section}:{nameof(options.ApiVersion)} is not of the form v23.0.");
        }

        if (options.Timeout <= TimeSpan.Zero || options.MediaTimeout <= TimeSpan.Zero)
        {
            failures.Add($"{section}:{nameof(options.Timeout)} and {nameof(options.MediaTimeout)} must be longer than zero.");
        }
    }

    private static bool IsDigits(string? text) => !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
