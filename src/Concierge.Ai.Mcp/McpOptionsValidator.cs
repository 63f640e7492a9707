using Microsoft.Extensions.Options;

namespace Concierge.Ai.Mcp;

/// <summary>Refuses settings with which no server could be reached, or only in the open, and says what to do.</summary>
internal sealed class McpOptionsValidator : IValidateOptions<McpOptions>
{
    public ValidateOptionsResult Validate(string? name, McpOptions options)
    {
        List<string> failures = [.. Problems(McpOptions.SectionOf(name ?? string.Empty), options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Problems(string section, McpOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Command) == options.Endpoint is null)
        {
            yield return $"{section}: set either {nameof(options.Command)} (a program to start) or {nameof(options.Endpoint)} (the address of a server).";
        }

        if (options.Endpoint is { } endpoint)
        {
            if (endpoint is not { IsAbsoluteUri: true, Scheme: "https" or "http", UserInfo: "", Fragment: "" })
            {
                yield return $"{section}:{nameof(options.Endpoint)} is not an absolute https address.";
            }
            else if (endpoint.Scheme == "http" && !endpoint.IsLoopback && !options.AllowHttp)
            {
                yield return $"{section}:{nameof(options.Endpoint)} would send everything unencrypted. Use https, or set {section}:{nameof(options.AllowHttp)} to true if the network is yours.";
            }
        }

        if (options.Prefix is { } prefix && !prefix.All(ToolNames.IsAllowed))
        {
            yield return $"{section}:{nameof(options.Prefix)} may hold letters, digits, dashes and underscores only.";
        }

        TimeSpan[] times = [options.ConnectTimeout, options.CallTimeout, options.RefreshAfter];
        if (Array.Exists(times, time => time <= TimeSpan.Zero || time > TimeSpan.FromDays(1)) || options.RetryPause < TimeSpan.Zero || options.RetryPause > TimeSpan.FromDays(1))
        {
            yield return $"{section}: {nameof(options.ConnectTimeout)}, {nameof(options.CallTimeout)} and {nameof(options.RefreshAfter)} must be longer than zero, {nameof(options.RetryPause)} not negative, all at most a day.";
        }

        if (options.MaxResultLength < 100 || options.MaxDescriptionLength < 1 || options.MaxTools < 1)
        {
            yield return $"{section}: {nameof(options.MaxResultLength)} must be at least 100, {nameof(options.MaxDescriptionLength)} and {nameof(options.MaxTools)} at least 1.";
        }
    }
}
