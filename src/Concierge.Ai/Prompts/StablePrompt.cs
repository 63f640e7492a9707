using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Concierge.Ai.Guard;

namespace Concierge.Ai.Prompts;

/// <summary>The part of the prompt that is the same for every turn of a service and a tenant, and the hosts that it names.</summary>
internal sealed partial class StablePrompt
{
    public StablePrompt(IEnumerable<string?> layers, IEnumerable<string> allowedHosts)
    {
        Text = string.Join("\n\n", layers.Where(layer => !string.IsNullOrWhiteSpace(layer)).Select(layer => layer!.Trim()));
        Hosts = allowedHosts.Select(HostNames.Normalize).Concat(HostsIn(Text)).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
    }

    public string Text { get; }

    public IReadOnlySet<string> Hosts { get; }

    public static IEnumerable<string?> HostsIn(string text) => Link().Matches(text).Select(match => HostNames.Normalize(match.Groups[1].Value));

    [GeneratedRegex(@"https?://([\p{L}\p{N}.\-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
