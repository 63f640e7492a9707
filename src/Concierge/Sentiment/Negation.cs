using System.Collections.Frozen;
using Concierge.Routing.Keywords;

namespace Concierge.Sentiment;

/// <summary>Whether what stands before a word takes it back: "not angry", "pas fâché", "no estoy enfadado".</summary>
internal static class Negation
{
    private const int Reach = 3;

    /// <summary>French says it twice, and the first half stands before the verb.</summary>
    private const int FirstHalfReach = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Set(
        "not", "no", "without", "nor", "neither", "hardly", "isnt", "wasnt", "arent", "werent", "dont", "doesnt", "didnt", "aint",
        "pas", "ni", "sans", "aucun", "aucune", "sin", "tampoco", "nada");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstHalves = Set("n", "ne");

    // Not of "can", "could" or "won": "I can't believe how ridiculous" takes nothing back.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeT = Set("isn", "wasn", "aren", "weren", "don", "doesn", "didn", "ain");

    // People leave commas out. After these a new sentence has begun, or more is meant than was said.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Breaks = Set(
        "this", "that", "its", "i", "you", "they", "but", "and", "because", "only", "just",
        "c", "ca", "cest", "je", "j", "vous", "tu", "mais", "et", "parce", "car", "seulement",
        "esto", "eso", "yo", "ustedes", "pero", "y", "porque", "solo");

    public static bool Reaches(WordList words, ReadOnlySpan<char> folded, int at)
    {
        for (int i = at - 1; i >= 0 && at - i <= FirstHalfReach; i--)
        {
            ReadOnlySpan<char> word = words.Word(folded, i);
            if (Breaks.Contains(word))
            {
                return false;
            }

            bool isNegated = at - i <= Reach && (Words.Contains(word) || (word is "t" && i > 0 && BeforeT.Contains(words.Word(folded, i - 1))));
            if (isNegated || FirstHalves.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
