using Concierge.Channels.Http;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.OpenAiCompatible;

/// <summary>Refuses settings with which no model could be reached, or only in the open, and says what to do.</summary>
internal sealed class OpenAiCompatibleOptionsValidator : IValidateOptions<OpenAiCompatibleOptions>
{
    private static readonly string[] Operations = ["/chat/completions", "/completions", "/embeddings", "/audio/transcriptions", "/responses"];

    public ValidateOptionsResult Validate(string? name, OpenAiCompatibleOptions options)
    {
        string section = OpenAiCompatibleOptions.SectionOf(name);
        List<string> failures = [.. Problems(section, options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Problems(string section, OpenAiCompatibleOptions options)
    {
        foreach (string problem in EndpointProblems(section, options).Concat(KeyProblems(section, options)))
        {
            yield return problem;
        }

        if (string.IsNullOrWhiteSpace(options.Model))
        {
            yield return $"{section}:{nameof(options.Model)} is missing. Set the model's name as the endpoint knows it (at Azure, the deployment's).";
        }

        foreach ((string setting, TimeSpan value) in Times(options))
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            {
                yield return $"{section}:{setting} must be longer than zero and at most a day.";
            }
        }

        if (options.MaxResponseBytes < 1024 || options.MaxUploadBytes < 1024)
        {
            yield return $"{section}:{nameof(options.MaxResponseBytes)} and {nameof(options.MaxUploadBytes)} must be at least 1024.";
        }

        if (!Enum.IsDefined(options.TokenLimitField))
        {
            yield return $"{section}:{nameof(options.TokenLimitField)} must be one of {string.Join(", ", Enum.GetNames<TokenLimitField>())}.";
        }
    }

    private static IEnumerable<string> EndpointProblems(string section, OpenAiCompatibleOptions options)
    {
        string setting = $"{section}:{nameof(options.Endpoint)}";
        if (options.Endpoint is not { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "", Fragment: "" } endpoint)
        {
            yield return $"{setting} is missing or not an absolute https address. Set the address up to the version, for example https://api.openai.com/v1 or http://localhost:11434/v1.";
            yield break;
        }

        if (endpoint.Scheme == "http" && !endpoint.IsLoopback && !options.AllowHttp)
        {
            yield return $"{setting} would send everything unencrypted. Use https, or set {section}:{nameof(options.AllowHttp)} to true if the network is yours.";
        }

        if (Array.Find(Operations, operation => endpoint.AbsolutePath.TrimEnd('/').EndsWith(operation, StringComparison.OrdinalIgnoreCase)) is { } operation)
        {
            yield return $"{setting} ends with {operation}. Remove that: it is added to the address.";
        }
    }

    private static IEnumerable<string> KeyProblems(string section, OpenAiCompatibleOptions options)
    {
        string setting = $"{section}:{nameof(options.ApiKey)}";
        if (string.IsNullOrEmpty(options.ApiKey))
        {
            if (!options.AllowNoApiKey && options.Endpoint is { IsAbsoluteUri: true, IsLoopback: false })
            {
                yield return $"{setting} is missing. Set the endpoint's key, or {section}:{nameof(options.AllowNoApiKey)} to true if it asks for none.";
            }
        }
        else if (IsLocal(options) ? IsNoHeaderValue(options.ApiKey) : SecretText.Problem(options.ApiKey) is not null || IsNoHeaderValue(options.ApiKey))
        {
            yield return $"{setting} {SecretText.Problem(options.ApiKey) ?? "holds characters that no key has"}. Copy it again from the endpoint's console.";
        }

        if (options.ApiKeyHeader is { } header && !IsToken(header))
        {
            yield return $"{section}:{nameof(options.ApiKeyHeader)} is not the name of a header. Remove it for Authorization: Bearer, or set api-key for Azure.";
        }

        foreach ((string header2, string value) in options.Headers)
        {
            if (!IsToken(header2) || IsNoHeaderValue(value))
            {
                yield return $"{section}:{nameof(options.Headers)} holds a name or value that no header can have. Use visible ASCII characters.";
                yield break;
            }
        }
    }

    /// <summary>Local servers take any key, so people write "none" there.</summary>
    private static bool IsLocal(OpenAiCompatibleOptions options) => options.Endpoint is { IsAbsoluteUri: true, IsLoopback: true };

    private static bool IsNoHeaderValue(string value) => value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsToken(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static IEnumerable<(string Setting, TimeSpan Value)> Times(OpenAiCompatibleOptions options) =>
    [
        (nameof(options.ConnectTimeout), options.ConnectTimeout),
        (nameof(options.FirstTokenTimeout), options.FirstTokenTimeout),
        (nameof(options.IdleTimeout), options.IdleTimeout),
        (nameof(options.Timeout), options.Timeout),
    ];
}
