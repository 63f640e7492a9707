using Concierge.Routing.Keywords;

namespace Concierge.Tests.Routing;

/// <summary>What the index promises, said in the plainest way: every keyword is tried at every word.</summary>
internal sealed class NaiveMatcher(IReadOnlyList<string> keywords)
{
    private readonly List<(string[] Words, string Folded)> _keywords = [.. keywords.Select(keyword => (TextFolding.Fold(keyword).Split(' '), TextFolding.Fold(keyword)))];

    public (int Keyword, int Typos, int Start)? Find(string text)
    {
        string folded = TextFolding.Fold(text);
        string[] words = folded.Length == 0 ? [] : folded.Split(' ');
        var known = _keywords.SelectMany(keyword => keyword.Words).ToHashSet(StringComparer.Ordinal);
        var hits = new List<(int Keyword, int Typos, int Start)>();
        for (int keyword = 0; keyword < _keywords.Count; keyword++)
        {
            for (int start = 0; start + _keywords[keyword].Words.Length <= words.Length; start++)
            {
                if (Typos(_keywords[keyword].Words, words.AsSpan(start), known) is { } typos)
                {
                    hits.Add((keyword, typos, start));
                }
            }
        }

        return hits.Count == 0
            ? null
            : hits.OrderBy(hit => hit.Typos).ThenByDescending(hit => _keywords[hit.Keyword].Folded.Length).ThenBy(hit => hit.Start).ThenBy(hit => hit.Keyword).First();
    }

    private static int? Typos(string[] keyword, ReadOnlySpan<string> words, HashSet<string> known)
    {
        int typos = 0;
        for (int i = 0; i < keyword.Length; i++)
        {
            if (keyword[i] == words[i])
            {
                continue;
            }

            if (keyword[i].Length is < 6 or > 32 || !keyword[i].All(char.IsLetter) || known.Contains(words[i]) || Distance(keyword[i], words[i]) != 1)
            {
                return null;
            }

            typos++;
        }

        return typos;
    }

    /// <summary>Optimal string alignment: inserted, deleted, replaced, or swapped with the neighbour.</summary>
    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                int replaced = table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[one.Length, other.Length];
    }
}
