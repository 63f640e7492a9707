namespace Concierge.Ai.Mcp;

/// <summary>Names that every model takes: letters, digits, dash and underscore, at most 64.</summary>
internal static class ToolNames
{
    private const int MaxLength = 64;

    public static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>The model's name for a tool: prefixed, so that two servers' tools cannot be taken for each other, and new among <paramref name="taken"/>.</summary>
    public static string Make(string prefix, string name, HashSet<string> taken)
    {
        string whole = string.Concat($"{prefix}_{name}".Select(c => IsAllowed(c) ? c : '_'));
        string made = whole.Length <= MaxLength ? whole : whole[..MaxLength];
        for (int i = 2; !taken.Add(made); i++)
        {
            string suffix = $"_{i}";
            made = whole[..Math.Min(whole.Length, MaxLength - suffix.Length)] + suffix;
        }

        return made;
    }
}
