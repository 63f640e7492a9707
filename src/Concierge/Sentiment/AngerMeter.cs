using System.Buffers;
using Concierge.Routing.Keywords;

namespace Concierge.Sentiment;

/// <summary>
/// How angry a text is: the weights of what is found and not negated, more where it is shouted. The text is folded clause by clause on the stack, because a negation
/// ends with its clause and a folded text has no commas any more. A text without such words allocates nothing.
/// </summary>
internal sealed class AngerMeter(AngerLexicon lexicon)
{
    /// <summary>A word of this weight leaves no doubt.</summary>
    private const double Plain = 1;

    private const double Emphasis = 1.5;
    private const int LeastShouted = 4;
    private const int LongestText = 4096;
    private const int StackChars = 512;
    private const int StackWords = 128;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(".,;:!?…\n\r()\"«»“”¡¿–—،؟。，！？；：、");

    /// <param name="text">What the person wrote; only the beginning of a very long one counts.</param>
    /// <param name="isDescription">The text answers an open question: words that may describe anything do not count.</param>
    public double Read(string text, bool isDescription)
    {
        ReadOnlySpan<char> rest = text.AsSpan(0, Math.Min(text.Length, LongestText));
        Tally tally = default;
        while (rest.Length > 0)
        {
            int end = rest.IndexOfAny(ClauseEnds);
            ReadClause(end < 0 ? rest : rest[..end], ref tally);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        double anger = tally.Plain + (isDescription || tally.IsOfBody ? 0 : tally.Mild);
        return anger == 0 ? 0 : anger * (IsShouted(text) ? Emphasis : 1) * (text.AsSpan().Count('!') + text.AsSpan().Count('！') >= 2 ? Emphasis : 1);
    }

    private void ReadClause(ReadOnlySpan<char> clause, ref Tally tally)
    {
        var folded = new FoldBuffer(stackalloc char[StackChars]);
        var words = new WordList(stackalloc int[StackWords]);
        try
        {
            TextFolding.Fold(clause, ref folded);
            words.Split(folded.Written);
            Count(words, folded.Written, ref tally);
        }
        finally
        {
            words.Dispose();
            folded.Dispose();
        }
    }

    private void Count(WordList words, ReadOnlySpan<char> folded, ref Tally tally)
    {
        double mild = 0;
        double plain = 0;
        int hits = 0;
        bool isAboutBot = false;
        int start = 0;
        for (int i = 0; i < words.Count;)
        {
            ReadOnlySpan<char> word = words.Word(folded, i);
            isAboutBot |= AngerWords.IsBot(word);
            int taken = 1;
            if (lexicon.Find(folded[start..], word) is { } found)
            {
                taken = found.WordCount;
                tally.IsOfBody |= found.IsOfBody;
                if (found.Weight > 0 && !Negation.Reaches(words, folded, i))
                {
                    hits++;
                    mild += found.Weight < Plain ? found.Weight : 0;
                    plain += found.Weight < Plain ? 0 : found.Weight;
                }
            }

            for (; taken > 0; taken--, i++)
            {
                start += words.Word(folded, i).Length + 1;
            }
        }

        // Whoever scolds the bot does not describe anything else.
        bool isScolding = isAboutBot && hits > 0;
        tally.Mild += isScolding ? 0 : mild;
        tally.Plain += isScolding ? Math.Max(Plain, mild + plain) : plain;
    }

    private static bool IsShouted(string text)
    {
        int run = 0;
        foreach (char c in text)
        {
            run = char.IsUpper(c) ? run + 1 : 0;
            if (run >= LeastShouted)
            {
                return true;
            }
        }

        return false;
    }

    private struct Tally
    {
        /// <summary>What may describe something else than the service.</summary>
        public double Mild;

        public double Plain;

        public bool IsOfBody;
    }
}
