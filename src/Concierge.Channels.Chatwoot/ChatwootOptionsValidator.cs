using Concierge.Channels.Http;
using Microsoft.Extensions.Options;

namespace Concierge.Channels.Chatwoot;

/// <summary>Refuses settings with which a webhook could not be verified or a message not be sent, and says what to do.</summary>
internal sealed class ChatwootOptionsValidator : IValidateOptions<ChatwootOptions>
{
    private const int LeastToken = 16;

    public ValidateOptionsResult Validate(string? name, ChatwootOptions options)
    {
        string section = AccountSections.Of(ChatwootOptions.Section, name);
        var failures = new List<string>();
        CheckApi(failures, section, options);
        CheckWebhook(failures, section, options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckApi(List<string> failures, string section, ChatwootOptions options)
    {
        if (SecretText.Problem(options.AccessToken) is { } problem)
        {
            failures.Add($"{section}:{nameof(options.AccessToken)} {problem}. Copy it from the agent bot's settings, or from Profile settings → Access token.");
        }
        else if (options.AccessToken.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            failures.Add($"{section}:{nameof(options.AccessToken)} holds characters that no token has. Copy it again, without line breaks.");
        }

        if (!IsDigits(options.AccountId))
        {
            failures.Add($"{section}:{nameof(options.AccountId)} is missing or not a row of digits. Copy it from the dashboard's address, /app/accounts/….");
        }

        if (options.InboxIds.Any(static inbox => !IsDigits(inbox)))
        {
            failures.Add($"{section}:{nameof(options.InboxIds)} holds something that is not a row of digits. Copy the ids from the dashboard's address, /inboxes/….");
        }

        if (options.ApiBaseUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "", Query: "", Fragment: "" })
        {
            failures.Add($"{section}:{nameof(options.ApiBaseUrl)} is not an absolute http(s) address. Set the address of your Chatwoot server.");
        }

        if (options.Timeout <= TimeSpan.Zero || options.MediaTimeout <= TimeSpan.Zero)
        {
            failures.Add($"{section}:{nameof(options.Timeout)} and {nameof(options.MediaTimeout)} must be longer than zero.");
        }
    }

    private static void CheckWebhook(List<string> failures, string section, ChatwootOptions options)
    {
        if (options.WebhookSecrets.Count == 0 && !options.AllowUnsigned)
        {
            failures.Add($"{section}:{nameof(options.WebhookSecrets)} is missing. Copy the secret of the webhook, agent bot or API inbox; for a server before 4.13 set {nameof(options.AllowUnsigned)} and {nameof(options.WebhookToken)}.");
        }

        for (int i = 0; i < options.WebhookSecrets.Count; i++)
        {
            if (SecretText.Problem(options.WebhookSecrets[i]) is { } problem)
            {
                failures.Add($"{section}:{nameof(options.WebhookSecrets)}:{i} {problem}. Copy the secret of the webhook, agent bot or API inbox.");
            }
        }

        if (options.AllowUnsigned && (SecretText.Problem(options.WebhookToken) is not null || options.WebhookToken!.Length < LeastToken))
        {
            failures.Add($"{section}:{nameof(options.WebhookToken)} must be a random word of at least {LeastToken} characters while {nameof(options.AllowUnsigned)} is set. Write it behind ?token= in the webhook's address too.");
        }

        if (options.TimestampTolerance <= TimeSpan.Zero || options.TimestampTolerance > TimeSpan.FromHours(1))
        {
            failures.Add($"{section}:{nameof(options.TimestampTolerance)} must be longer than zero and at most an hour.");
        }
    }

    private static bool IsDigits(string? text) => !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
