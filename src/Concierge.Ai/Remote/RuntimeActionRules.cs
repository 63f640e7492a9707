using System.Text.Json;
using System.Text.RegularExpressions;
using Concierge.Ai.Turns;
using Microsoft.Extensions.Configuration;

namespace Concierge.Ai.Remote;

/// <summary>
/// What a web service must be like that somebody registers at run time. Unlike one of the configuration it calls only hosts, and refers only to secrets, that the host's
/// configuration names. No sentence repeats a value: it could be the secret that does not belong there.
/// </summary>
internal static partial class RuntimeActionRules
{
    private const int LongestDescription = 1024;
    private const int LongestUrl = 2000;
    private const int LongestSchema = 16 * 1024;
    private const int LongestText = 200;
    private const int MostHeaders = 20;

    private static readonly string Section = $"{AiOptions.Section}:{nameof(AiOptions.RuntimeActions)}";
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(60);
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Bound = ["@tenant", "@conversation", "@phone"];

    /// <summary>Headers that the connection needs for itself.</summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Upgrade", "Expect", "TE", "Trailer", "Idempotency-Key", "Proxy-Authorization",
    };

    public static IReadOnlyList<string> Problems(string name, ActionDefinition definition, RuntimeActionOptions options, IConfiguration configuration)
    {
        if (options.AllowedHosts.Count == 0)
        {
            return [$"No action can be registered at run time: this host allows none to call anything. List the hosts in {Section}:{nameof(options.AllowedHosts)}."];
        }

        var problems = new List<string>();
        Check(problems, NamePattern().IsMatch(name) && name != HandOffTool.Name, "name must be 1 to 64 letters, digits, hyphens or underscores, and not the name of a built-in tool.");
        Check(problems, definition.Description is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= LongestDescription, $"description must say what it does, in at most {LongestDescription} characters.");
        Check(problems, definition.Method is null || Methods.Contains(definition.Method, StringComparer.OrdinalIgnoreCase), $"method must be one of {string.Join(", ", Methods)}.");
        Check(problems, definition.Timeout is null || (definition.Timeout > TimeSpan.Zero && definition.Timeout <= LongestTimeout), "timeout must be longer than nothing and at most 00:01:00.");
        Check(problems, definition.Effect is null || Enum.IsDefined(definition.Effect.Value), $"effect must be one of {string.Join(", ", Enum.GetNames<ToolEffect>())}.");
        Check(problems, definition.Confirm is null || Enum.IsDefined(definition.Confirm.Value), $"confirm must be one of {string.Join(", ", Enum.GetNames<ToolConfirmation>())}.");
        Check(problems, definition.Title is null || (definition.Title.Length is > 0 and <= LongestText), $"title must have 1 to {LongestText} characters.");
        Check(problems, definition.Role is null || (definition.Role.Length is > 0 and <= LongestText), $"role must have 1 to {LongestText} characters.");
        Check(problems, definition.ResultPath is null || (definition.ResultPath.Length <= LongestText && definition.ResultPath.Split('.').All(step => step.Length > 0)), "resultPath must be names parted by dots.");
        HashSet<string> arguments = SchemaArguments(definition, problems);
        CheckUrl(definition.Url ?? string.Empty, arguments, options, problems);
        CheckHeaders(definition.Headers ?? [], options, configuration, problems);
        return problems;
    }

    private static void CheckUrl(string url, HashSet<string> arguments, RuntimeActionOptions options, List<string> problems)
    {
        string bare = RemoteTemplate.WithoutPlaces(url);
        if (url.Length > LongestUrl
            || !Uri.TryCreate(bare, UriKind.Absolute, out Uri? address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            problems.Add("url must be an absolute https address (http for this machine only).");
            return;
        }

        int host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int path = url.IndexOfAny(['/', '?', '#'], Math.Min(host, url.Length));
        int brace = url.IndexOf('{', StringComparison.Ordinal);
        bool isFixed = brace < 0 || (path >= 0 && path < brace);
        Check(problems, isFixed, "url has a place before its path. The host is fixed by the definition.");
        Check(problems, address.UserInfo.Length == 0, "url holds a user name or a password. Send it as a header that refers to a secret.");
        Check(problems, address.Fragment.Length == 0, "url has a fragment, which is never sent.");
        Check(
            problems,
            !isFixed || AllowedHosts.Allows(options.AllowedHosts, address),
            $"url leads to a host or port that this host does not allow. Allowed in {Section}:{nameof(options.AllowedHosts)}: {string.Join(", ", options.AllowedHosts.Order(StringComparer.OrdinalIgnoreCase))}.");
        foreach (string place in RemoteTemplate.Places(url))
        {
            Check(problems, place[0] != '@' || Bound.Contains(place, StringComparer.Ordinal), $"url has the place {{{place}}}. The host fills in {string.Join(", ", Bound)} only.");
            Check(problems, place[0] == '@' || arguments.Contains(place), $"url has the place {{{place}}}, which the schema does not define.");
        }

        Check(problems, bare.AsSpan().IndexOfAny('{', '}') < 0, "url has a brace that is no place. Places are {argument}, and a secret belongs into a header.");
        CheckAddressForSecrets(address, problems);
    }

    private static void CheckAddressForSecrets(Uri address, List<string> problems)
    {
        bool isSecret = SecretWatch.LooksSecretInAddress(Uri.UnescapeDataString(address.AbsolutePath));
        foreach (string parameter in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = parameter.Split('=', 2);
            string value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty;
            isSecret |= SecretWatch.LooksSecretInAddress(value) || (SecretWatch.IsSecretName(Uri.UnescapeDataString(parts[0])) && value.Length > 0 && value != RemoteTemplate.Filler);
        }

        Check(problems, !isSecret, "url seems to hold a secret. Addresses are logged and shown: send it as a header that refers to a setting, as {secret:Name}.");
    }

    private static void CheckHeaders(Dictionary<string, string> headers, RuntimeActionOptions options, IConfiguration configuration, List<string> problems)
    {
        Check(problems, headers.Count <= MostHeaders, $"headers has more than {MostHeaders} members.");
        foreach ((string name, string? value) in headers)
        {
            if (!HeaderName().IsMatch(name) || OwnHeaders.Contains(name))
            {
                problems.Add($"headers has one whose name is no header's, or which the connection sets itself: {string.Join(", ", OwnHeaders.Order(StringComparer.Ordinal))}.");
                continue;
            }

            if (value is null || value.Length > LongestUrl || value.Any(char.IsControl))
            {
                problems.Add($"headers.{name} must be one line of at most {LongestUrl} characters.");
                continue;
            }

            CheckReferences(name, value, options, configuration, problems);
            CheckHeaderForSecrets(name, value, problems);
        }
    }

    private static void CheckReferences(string name, string value, RuntimeActionOptions options, IConfiguration configuration, List<string> problems)
    {
        foreach (string secret in RemoteTemplate.Secrets(value))
        {
            if (!options.AllowedSecrets.Contains(secret))
            {
                problems.Add($"headers.{name} refers to a setting that actions of run time may not use. List it in {Section}:{nameof(options.AllowedSecrets)}.");
            }
            else if (string.IsNullOrWhiteSpace(configuration[secret]))
            {
                problems.Add($"headers.{name} refers to the setting '{secret}', which is empty.");
            }
        }

        foreach (string place in RemoteTemplate.Places(value))
        {
            Check(problems, Bound.Contains(place, StringComparer.Ordinal), $"headers.{name} has the place {{{place}}}. A header takes {string.Join(", ", Bound)} and {{secret:Name}} only.");
        }
    }

    private static void CheckHeaderForSecrets(string name, string value, List<string> problems)
    {
        string literal = RemoteTemplate.WithoutReferences(value);
        bool isSecretName = SecretWatch.IsSecretName(name);
        bool refers = literal != value;
        bool isClean = isSecretName ? refers && SecretWatch.IsScheme(literal.Trim()) : !SecretWatch.LooksSecret(literal);
        Check(problems, isClean, $"headers.{name} seems to hold a secret. Put it into a setting of the host and refer to it as {{secret:Name}}: a definition never holds one.");
    }

    /// <summary>The arguments that the schema defines. Whatever the check of a call relies on must hold.</summary>
    private static HashSet<string> SchemaArguments(ActionDefinition definition, List<string> problems)
    {
        var arguments = new HashSet<string>(StringComparer.Ordinal);
        if (definition.Schema is null or { ValueKind: JsonValueKind.Null })
        {
            return arguments;
        }

        try
        {
            string text = definition.ToAction().Schema!;
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement schema = document.RootElement;
            bool isSound = text.Length <= LongestSchema
                && schema.ValueKind == JsonValueKind.Object
                && schema.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.GetString() == "object"
                && (!schema.TryGetProperty("required", out JsonElement required) || AreTexts(required))
                && (!schema.TryGetProperty("properties", out JsonElement properties) || (properties.ValueKind == JsonValueKind.Object && properties.EnumerateObject().All(IsSound)));
            if (isSound)
            {
                arguments.UnionWith(schema.TryGetProperty("properties", out JsonElement named) ? named.EnumerateObject().Select(property => property.Name) : []);
                Check(problems, !arguments.Overlaps(AiTool.ReservedArguments), "schema lets the model choose who is served. Use {@tenant}, {@conversation} and {@phone}, which the host fills in.");
            }
            else
            {
                problems.Add($"schema must be a JSON schema of an object: type, properties, required; at most {LongestSchema / 1024} KiB.");
            }
        }
        catch (JsonException)
        {
            problems.Add("schema is not JSON.");
        }

        return arguments;
    }

    private static bool IsSound(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Object
        && (!property.Value.TryGetProperty("type", out JsonElement type) || type.ValueKind == JsonValueKind.String || AreTexts(type))
        && (!property.Value.TryGetProperty("enum", out JsonElement values) || values.ValueKind == JsonValueKind.Array);

    private static bool AreTexts(JsonElement list) => list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);

    private static void Check(List<string> problems, bool holds, string problem)
    {
        if (!holds && !problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
