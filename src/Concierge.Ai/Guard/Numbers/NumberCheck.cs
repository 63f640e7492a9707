using System.Text;

namespace Concierge.Ai.Guard.Numbers;

/// <summary>Finds the numbers of an answer that stand in no source, and takes their sentences out.</summary>
internal static class NumberCheck
{
    /// <param name="answer">As it would be sent.</param>
    /// <param name="learn">Gives the sources; called only when the answer has a number that matters.</param>
    public static List<Figure> FindUnknown(string answer, Func<KnownFigures> learn)
    {
        List<Figure> figures = FigureReader.Read(answer);
        if (!figures.Exists(figure => figure.Kind != FigureKind.Plain))
        {
            return [];
        }

        KnownFigures known = learn();
        var unknown = new List<Figure>();
        var sound = new List<Figure>();
        foreach (Figure figure in figures)
        {
            if (figure.Kind == FigureKind.Plain || known.Has(figure) || known.Follows(figure, sound))
            {
                sound.Add(figure);
            }
            else
            {
                unknown.Add(figure);
            }
        }

        // "75 €: 30 € and 45 €" says the total first.
        unknown.RemoveAll(figure => known.Follows(figure, [.. sound.Where(other => other.Start > figure.Start)]));
        return unknown;
    }

    /// <summary>The answer with a remark in the place of each sentence that holds one of the numbers.</summary>
    public static string Replace(string answer, IReadOnlyList<Figure> unknown, string remark)
    {
        var kept = new StringBuilder(answer.Length);
        int at = 0;
        foreach (Figure figure in unknown)
        {
            if (figure.Start < at)
            {
                continue;
            }

            int start = Math.Max(SentenceStart(answer, figure.Start), at);
            kept.Append(answer, at, start - at);
            at = SentenceEnd(answer, figure.End);
            if (!EndsWith(kept, remark))
            {
                kept.Append(remark);
            }
        }

        return kept.Append(answer, at, answer.Length - at).ToString();
    }

    private static bool EndsWith(StringBuilder text, string remark)
    {
        string end = text.ToString(Math.Max(text.Length - remark.Length - 1, 0), Math.Min(text.Length, remark.Length + 1));
        return end.TrimEnd().EndsWith(remark, StringComparison.Ordinal);
    }

    /// <summary>Behind the sign that begins a line of a list.</summary>
    private static int SentenceStart(string text, int at)
    {
        int start = at;
        while (start > 0 && text[start - 1] != '\n' && !IsEnd(text, start - 1))
        {
            start--;
        }

        while (start < at && (char.IsWhiteSpace(text[start]) || (text[start] is '-' or '•' or '*' or '–' && char.IsWhiteSpace(text[start + 1]))))
        {
            start++;
        }

        return start;
    }

    private static int SentenceEnd(string text, int at)
    {
        int end = at;
        while (end < text.Length && text[end] != '\n')
        {
            end++;
            if (IsEnd(text, end - 1))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsEnd(string text, int at) => text[at] is '.' or '!' or '?' or '…' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));
}
