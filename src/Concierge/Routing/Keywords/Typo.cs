namespace Concierge.Routing.Keywords;

/// <summary>One wrong, missing, additional or swapped letter.</summary>
internal static class Typo
{
    /// <summary>Shorter words are too much like each other.</summary>
    public const int LeastLetters = 6;

    /// <summary>Longer ones are found as they are only.</summary>
    public const int MostLetters = 32;

    public static bool IsAllowedIn(ReadOnlySpan<char> word)
    {
        if (word.Length is < LeastLetters or > MostLetters)
        {
            return false;
        }

        foreach (char c in word)
        {
            if (!char.IsLetter(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether exactly one slip makes one of the other.</summary>
    public static bool IsOne(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        int prefix = one.CommonPrefixLength(other);
        one = one[prefix..];
        other = other[prefix..];
        while (one.Length > 0 && other.Length > 0 && one[^1] == other[^1])
        {
            one = one[..^1];
            other = other[..^1];
        }

        return (one.Length, other.Length) switch
        {
            (1, 1) or (0, 1) or (1, 0) => true,
            (2, 2) => one[0] == other[1] && one[1] == other[0],
            _ => false,
        };
    }
}
