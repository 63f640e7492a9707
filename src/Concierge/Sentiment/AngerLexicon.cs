using System.Collections.Frozen;
using Concierge.Routing.Keywords;

namespace Concierge.Sentiment;

/// <summary>Finds the longest word or phrase of the lexicon that begins at a word, without allocating.</summary>
internal sealed class AngerLexicon
{
    /// <summary>Shorter beginnings belong to too many words.</summary>
    private const int ShortestStem = 3;

    private readonly FrozenDictionary<string, AngerPhrase[]>.AlternateLookup<ReadOnlySpan<char>> _byFirstWord;
    private readonly FrozenDictionary<string, AngerPhrase>.AlternateLookup<ReadOnlySpan<char>> _stems;
    private readonly int _longestStem;

    /// <param name="own">The host's words with their weights, which replace built-in ones that are the same.</param>
    public AngerLexicon(IReadOnlyDictionary<string, double> own)
    {
        var phrases = new Dictionary<(string Folded, bool IsStem), AngerPhrase>();
        foreach ((string written, double weight) in AngerWords.Weighted)
        {
            Add(written, weight, isOfBody: false);
        }

        foreach (string written in AngerWords.OfBody)
        {
            Add(written, 0, isOfBody: true);
        }

        foreach ((string written, double weight) in own)
        {
            Add(written, weight, isOfBody: false);
        }

        ILookup<bool, AngerPhrase> byKind = phrases.Values.ToLookup(phrase => phrase is { IsStem: true, WordCount: 1 });
        _stems = byKind[true].ToFrozenDictionary(phrase => phrase.Folded, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _longestStem = byKind[true].Select(phrase => phrase.Folded.Length).DefaultIfEmpty(0).Max();
        _byFirstWord = byKind[false]
            .GroupBy(phrase => phrase.Folded.Split(' ')[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Folded.Length).ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(string written, double weight, bool isOfBody)
        {
            string folded = TextFolding.Fold(written);
            if (folded.Length > 0)
            {
                bool isStem = written.TrimEnd().EndsWith('*');
                phrases[(folded, isStem)] = new AngerPhrase(folded, weight, isStem, isOfBody);
            }
        }
    }

    /// <summary>Whether the host may write a word like this: it has letters, and a beginning is long enough.</summary>
    public static bool IsUsable(string written)
    {
        string folded = TextFolding.Fold(written);
        return folded.Length > 0 && (!written.TrimEnd().EndsWith('*') || folded.Length >= ShortestStem);
    }

    /// <param name="rest">The folded text from the beginning of a word on.</param>
    /// <param name="word">That word.</param>
    public AngerPhrase? Find(ReadOnlySpan<char> rest, ReadOnlySpan<char> word)
    {
        if (_byFirstWord.TryGetValue(word, out AngerPhrase[]? phrases))
        {
            foreach (AngerPhrase phrase in phrases)
            {
                int length = phrase.Folded.Length;
                if (rest.StartsWith(phrase.Folded, StringComparison.Ordinal) && (phrase.IsStem || rest.Length == length || rest[length] == ' '))
                {
                    return phrase;
                }
            }
        }

        for (int length = Math.Min(word.Length, _longestStem); length >= ShortestStem; length--)
        {
            if (_stems.TryGetValue(word[..length], out AngerPhrase? stem))
            {
                return stem;
            }
        }

        return null;
    }
}
