namespace Concierge.Ai.Guard;

/// <summary>Cuts an answer into two or three messages, at the ends of paragraphs or sentences.</summary>
internal static class Bubbles
{
    private const int Shortest = 200;
    private const int Most = 3;

    public static IEnumerable<string> Split(string text)
    {
        int from = 0;
        for (int bubble = 1; bubble < Most; bubble++)
        {
            int end = End(text, from + Shortest);
            if (end < 0 || text.Length - end < Shortest / 2)
            {
                break;
            }

            yield return text[from..end].Trim();
            from = end;
        }

        yield return text[from..].Trim();
    }

    private static int End(string text, int from)
    {
        if (from >= text.Length)
        {
            return -1;
        }

        int paragraph = text.IndexOf("\n\n", from, StringComparison.Ordinal);
        if (paragraph >= 0)
        {
            return paragraph;
        }

        for (int i = from; i < text.Length - 2; i++)
        {
            // "M. Dupont" and "p. ex. demain" are no ends; a sentence begins with a capital after a word of some length.
            if (text[i] is '.' or '!' or '?' && text[i + 1] == ' ' && char.IsUpper(text[i + 2]) && i > 3 && char.IsLower(text[i - 1]) && char.IsLower(text[i - 2]) && !InList(text, i))
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static bool InList(string text, int at)
    {
        int line = text.LastIndexOf('\n', at) + 1;
        return line < text.Length && (text[line] is '-' or '•' || char.IsAsciiDigit(text[line]));
    }
}
