using System.Globalization;

namespace Concierge.Outbox;

/// <summary>
/// Splits a long text at the best place that fits: paragraph, line, sentence, word, grapheme. A pair of mark-up characters is not torn
/// apart while its line can be kept whole, and a code block that must be cut is closed and opened again.
/// </summary>
internal static class TextSplitter
{
    private const string Fence = "```";

    public static IEnumerable<string> Split(string text, int maxLength)
    {
        string rest = text;
        while (rest.Length > maxLength)
        {
            (string part, rest) = Cut(rest, maxLength);
            if (part.Length > 0)
            {
                yield return part;
            }
        }

        if (rest.Length > 0)
        {
            yield return rest;
        }
    }

    private static (string Part, string Remainder) Cut(string text, int maxLength)
    {
        int room = maxLength - Fence.Length - 1;
        int cut = FindCut(text, room);
        string part = text[..cut].TrimEnd();
        string rest = text[cut..].TrimStart();
        if (CountFences(part) % 2 == 0)
        {
            return (part, rest);
        }

        return ($"{part}\n{Fence}", $"{Fence}\n{rest}");
    }

    private static int FindCut(string text, int room)
    {
        int least = room / 2;
        return LastBalanced(text, room, least, static (t, i) => t[i - 1] == '\n' && i > 1 && t[i - 2] == '\n')
            ?? LastBalanced(text, room, least, static (t, i) => t[i - 1] == '\n')
            ?? LastBalanced(text, room, least, static (t, i) => char.IsWhiteSpace(t[i - 1]) && i > 1 && t[i - 2] is '.' or '!' or '?' or '…' or '。' or '؟')
            ?? LastBalanced(text, room, 1, static (t, i) => char.IsWhiteSpace(t[i - 1]))
            ?? LastWhiteSpace(text, room)
            ?? LastGrapheme(text, room);
    }

    private static int? LastBalanced(string text, int room, int least, Func<string, int, bool> isPlace)
    {
        for (int i = room; i >= least && i > 0; i--)
        {
            if (isPlace(text, i) && IsBalanced(text, i))
            {
                return i;
            }
        }

        return null;
    }

    private static int? LastWhiteSpace(string text, int room)
    {
        for (int i = room; i > room / 2; i--)
        {
            if (char.IsWhiteSpace(text[i - 1]))
            {
                return i;
            }
        }

        return null;
    }

    private static int LastGrapheme(string text, int room)
    {
        int end = 0;
        while (end < room)
        {
            int length = StringInfo.GetNextTextElementLength(text, end);
            if (end + length > room)
            {
                break;
            }

            end += length;
        }

        return end > 0 ? end : SafeCodePoint(text, room);
    }

    /// <summary>One grapheme longer than a message: cut between code points.</summary>
    private static int SafeCodePoint(string text, int room) => char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;

    /// <summary>Mark-up does not span lines, so only the line that would be cut counts.</summary>
    private static bool IsBalanced(string text, int cut)
    {
        int lineStart = text.LastIndexOf('\n', cut - 1) + 1;
        if (text[cut - 1] == '\n')
        {
            return true;
        }

        ReadOnlySpan<char> line = text.AsSpan(lineStart, cut - lineStart);
        return line.Count('*') % 2 == 0 && line.Count('_') % 2 == 0 && line.Count('~') % 2 == 0 && line.Count('`') % 2 == 0;
    }

    private static int CountFences(string text)
    {
        int count = 0;
        for (int at = text.IndexOf(Fence, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Fence, at + Fence.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
