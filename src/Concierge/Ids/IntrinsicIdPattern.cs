using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Concierge.Ids;

/// <summary>Patterns of codes: matched in linear time whatever somebody writes.</summary>
internal static class IntrinsicIdPattern
{
    private const int MostKept = 1_000;

    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a pattern; null when nothing is.</summary>
    public static string? Problem(string pattern, int longest)
    {
        if (pattern.Length > longest)
        {
            return $"has more than {longest} characters.";
        }

        try
        {
            Get(pattern);
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return $"is not a regular expression without look-around and back references: {wrong.Message}";
        }
    }

    public static bool IsWhole(string pattern, string code) => Get(pattern).IsMatch(code);

    private static Regex Get(string pattern)
    {
        if (Known.TryGetValue(pattern, out Regex? regex))
        {
            return regex;
        }

        regex = new Regex($"\\A(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
        if (Known.Count < MostKept)
        {
            Known.TryAdd(pattern, regex);
        }

        return regex;
    }
}
