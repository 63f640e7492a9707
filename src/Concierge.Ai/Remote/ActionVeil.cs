using System.Text.Json;

namespace Concierge.Ai.Remote;

/// <summary>
/// A definition as it is shown: a definition of the configuration may hold what one of run time must not, so of its headers and of the query only references and places are
/// shown.
/// </summary>
internal static class ActionVeil
{
    private const string Hidden = "***";

    /// <summary>One that was registered at run time: it refers to secrets and holds none.</summary>
    public static JsonElement Show(ActionDefinition definition) => JsonSerializer.SerializeToElement(definition with { Name = null, Version = null }, ActionJson.Default.ActionDefinition);

    /// <summary>One of code or configuration.</summary>
    public static JsonElement Show(RemoteAction action)
    {
        ActionDefinition definition = ActionDefinition.Of(action);
        return Show(definition with
        {
            Url = Address(definition.Url!),
            Headers = definition.Headers?.ToDictionary(header => header.Key, header => RemoteTemplate.WithoutReferences(header.Value).Trim() is { } literal && SecretWatch.IsScheme(literal) && literal.Length < header.Value.Length ? header.Value : Hidden),
        });
    }

    private static string Address(string url)
    {
        int query = url.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return url;
        }

        IEnumerable<string> parameters = url[(query + 1)..].Split('&').Select(parameter =>
        {
            int value = parameter.IndexOf('=', StringComparison.Ordinal) + 1;
            return value == 0 || RemoteTemplate.WithoutPlaces(parameter[value..]) == RemoteTemplate.Filler ? parameter : parameter[..value] + Hidden;
        });
        return $"{url[..query]}?{string.Join('&', parameters)}";
    }
}
