using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Concierge.Ai.Remote;

/// <summary>Fills the places of an address or a header. Whatever is filled in stays where it was put.</summary>
internal static partial class RemoteTemplate
{
    /// <summary>What <see cref="WithoutPlaces"/> puts in the place of a place.</summary>
    public const string Filler = "x";

    public static IEnumerable<string> Arguments(string template) => Places(template).Where(name => name[0] != '@');

    /// <summary>The names of all places, the host's own with their sign.</summary>
    public static IEnumerable<string> Places(string template) => Place().Matches(template).Select(match => match.Groups[1].Value);

    /// <summary>The names of the settings that are referred to.</summary>
    public static IEnumerable<string> Secrets(string template) => Secret().Matches(template).Select(match => match.Groups[1].Value);

    public static string WithoutPlaces(string template) => Place().Replace(template, Filler);

    /// <summary>What is written out: neither a secret's reference nor a place.</summary>
    public static string WithoutReferences(string template) => Place().Replace(Secret().Replace(template, string.Empty), string.Empty);

    /// <summary>Why a definition cannot work, or null.</summary>
    public static string? FindProblem(RemoteAction action, IConfiguration configuration)
    {
        string bare = WithoutPlaces(action.Url);
        if (!Uri.TryCreate(bare, UriKind.Absolute, out Uri? uri) || uri.UserInfo.Length > 0 || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return $"its Url must be an absolute https address (http for this machine only), and is '{action.Url}'.";
        }

        int host = action.Url.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = action.Url.IndexOfAny(['/', '?', '#'], host);
        if (action.Url.IndexOf('{') is var first && first >= 0 && (path < 0 || first < path))
        {
            return "a place in its Url stands before the path. The host is fixed by the definition.";
        }

        try
        {
            using JsonDocument schema = JsonDocument.Parse(action.Schema ?? "{}");
            if (schema.RootElement.ValueKind != JsonValueKind.Object)
            {
                return "its Schema must be a JSON schema of an object.";
            }
        }
        catch (JsonException)
        {
            return "its Schema is not JSON.";
        }

        string? missing = action.Headers.Values.SelectMany(Secrets).FirstOrDefault(name => string.IsNullOrWhiteSpace(configuration[name]));
        return missing is null ? null : $"its header names the setting '{missing}', which is empty.";
    }

    /// <exception cref="ArgumentException">A value would change the path.</exception>
    public static Uri Address(RemoteAction action, IDictionary<string, object?> arguments, ToolContext context) => new(Place().Replace(action.Url, match =>
    {
        string value = Value(match.Groups[1].Value, arguments, context);
        return value is "." or ".." ? throw new ArgumentException("The value is not allowed in an address.") : Uri.EscapeDataString(value);
    }));

    public static string Header(string template, IConfiguration configuration, ToolContext context)
    {
        string filled = Secret().Replace(template, match => configuration[match.Groups[1].Value] ?? string.Empty);
        return Place().Replace(filled, match => match.Groups[1].Value[0] == '@' ? Bound(match.Groups[1].Value, context) : match.Value).ReplaceLineEndings(string.Empty);
    }

    private static string Value(string name, IDictionary<string, object?> arguments, ToolContext context)
    {
        if (name[0] == '@')
        {
            return Bound(name, context);
        }

        return arguments.TryGetValue(name, out object? value) ? Tools.ToolResult.Read(value ?? string.Empty).Text : string.Empty;
    }

    private static string Bound(string name, ToolContext context) => name switch
    {
        "@tenant" => context.Tenant,
        "@conversation" => context.ConversationId.Value,
        "@phone" => context.Contact.Find(ContactAddressKind.Phone) ?? string.Empty,
        _ => throw new ArgumentException($"'{name}' is none of @tenant, @conversation and @phone."),
    };

    [GeneratedRegex(@"\{(@?[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"\{secret:([^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
