using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Concierge.Ai.Guard;

namespace Concierge.Ai.Prompts;

/// <summary>The part of the prompt that is the same for every turn of a service and a tenant, the hosts that it names, and what no answer may hold.</summary>
internal sealed partial class StablePrompt
{
    private const int MarkLength = 12;

    /// <summary>No vowels and no digits: no word has it, and no number is taken for a piece of it.</summary>
    private const string MarkLetters = "bcdfghjkmnpqrtvwxz";

    public StablePrompt(IEnumerable<string?> layers, IEnumerable<string> allowedHosts, IEnumerable<string> neverSay, bool isMarked)
    {
        List<string> written = [.. layers.Where(layer => !string.IsNullOrWhiteSpace(layer)).Select(layer => layer!.Trim())];
        List<string> marks = isMarked ? [.. written.Select(Mark)] : [];
        Text = string.Join("\n\n", isMarked ? written.Zip(marks, (layer, mark) => $"[{mark}]\n{layer}\n[{mark}]") : written);
        Hosts = allowedHosts.Select(HostNames.Normalize).Concat(HostsIn(Text)).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        Forbidden = new ForbiddenTexts(neverSay.Concat(marks));
    }

    public string Text { get; }

    public IReadOnlySet<string> Hosts { get; }

    /// <summary>The host's texts and the marks of this prompt.</summary>
    public ForbiddenTexts Forbidden { get; }

    public static IEnumerable<string?> HostsIn(string text) => Link().Matches(text).Select(match => HostNames.Normalize(match.Groups[1].Value));

    /// <summary>The same for the same layer, on every node and after every restart: a provider's cache of the prompt stays good.</summary>
    private static string Mark(string layer) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(layer)).Take(MarkLength).Select(part => MarkLetters[part % MarkLetters.Length]));

    [GeneratedRegex(@"https?://([\p{L}\p{N}.\-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
