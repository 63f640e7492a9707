using System.Buffers;
using System.Text;

namespace Concierge.Ai.Guard;

/// <summary>
/// Takes out what is in a text and is not seen: control, bidirectional, tag and zero-width characters, stray variation selectors.
/// Emoji keep theirs: joined families, flags made of tags, skin tones, keycaps.
/// </summary>
internal static class TextSanitizer
{
    private const int ZeroWidthJoiner = 0x200D;
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int TextStyle = 0xFE0E;
    private const int EmojiStyle = 0xFE0F;
    private const int Keycap = 0x20E3;
    private const int BlackFlag = 0x1F3F4;
    private const int CancelTag = 0xE007F;

    /// <summary>The flags that are made of tags. Any other run of tags is a hidden message.</summary>
    private static readonly string[] TagFlags = ["gbeng", "gbsct", "gbwls"];

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(SuspiciousCharacters());

    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspicious) < 0)
        {
            return text;
        }

        int[] points = Points(text);
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < points.Length; i++)
        {
            int point = points[i];
            if (point == BlackFlag && TagFlag(points, i) is { } length)
            {
                for (int end = i + length; i < end; i++)
                {
                    Append(clean, points[i]);
                }

                i--;
            }
            else if (Keeps(points, i))
            {
                Append(clean, point is 0x2028 or 0x2029 or 0x85 or 0x0B or 0x0C ? '\n' : point);
            }
        }

        return clean.ToString();
    }

    /// <summary>One line of at most so many characters, for logs and lists.</summary>
    public static string Line(string text, int maxLength)
    {
        string clean = Clean(text).Replace('\n', ' ').Replace('\t', ' ');
        return clean.Length <= maxLength ? clean : string.Concat(Cut(clean, maxLength - 1), "…");
    }

    /// <summary>The beginning of a text, with no character cut in half.</summary>
    public static ReadOnlySpan<char> Cut(string text, int length) =>
        text.AsSpan(0, length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : Math.Min(length, text.Length));

    private static bool Keeps(int[] points, int i)
    {
        int point = points[i];
        switch (point)
        {
            case '\n' or '\t' or 0x2028 or 0x2029 or 0x85 or 0x0B or 0x0C:
                return true;
            case '\r':
                return false;
            case ZeroWidthJoiner:
                return (Before(points, i) is var left && IsEmojiPart(left) && i + 1 < points.Length && IsPictograph(points[i + 1])) || JoinsLetters(points, i);
            case ZeroWidthNonJoiner:
                return JoinsLetters(points, i);
            case TextStyle or EmojiStyle:
                return i > 0 && (IsPictograph(points[i - 1]) || IsKeycapBase(points[i - 1]));
        }

        return !IsHidden(point);
    }

    private static bool IsHidden(int point) => point switch
    {
        < 0x20 or (>= 0x7F and <= 0x9F) => true,
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x3164 or 0xFEFF or 0xFFA0 => true,
        >= 0x180B and <= 0x180F => true,
        0x200B or 0x200E or 0x200F => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        >= 0xFE00 and <= 0xFE0D => true,
        >= 0xFFF0 and <= 0xFFFB => true,
        >= 0x1BCA0 and <= 0x1BCA3 => true,
        >= 0x1D173 and <= 0x1D17A => true,
        >= 0xD800 and <= 0xDFFF => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => false,
    };

    /// <summary>Arabic and Indic writing needs joiners inside words.</summary>
    private static bool JoinsLetters(int[] points, int i) =>
        i > 0 && i + 1 < points.Length && IsJoiningScript(points[i - 1]) && IsJoiningScript(points[i + 1]);

    private static bool IsJoiningScript(int point) => point is (>= 0x0600 and <= 0x0DFF and not 0x061C) or (>= 0xFB50 and <= 0xFDFF);

    /// <summary>What stands before, over a style or a skin tone.</summary>
    private static int Before(int[] points, int i) => i == 0 ? 0 : points[i - 1];

    private static bool IsEmojiPart(int point) => IsPictograph(point) || point is EmojiStyle or Keycap or (>= 0x1F3FB and <= 0x1F3FF);

    private static bool IsKeycapBase(int point) => point is (>= '0' and <= '9') or '#' or '*';

    /// <summary>The blocks that hold pictographs. A letter is in none of them.</summary>
    private static bool IsPictograph(int point) => point is
        0x00A9 or 0x00AE or 0x203C or 0x2049 or 0x2122 or 0x2139 or 0x24C2 or 0x3030 or 0x303D or 0x3297 or 0x3299
        or (>= 0x2190 and <= 0x21FF) or (>= 0x2300 and <= 0x23FF) or (>= 0x25A0 and <= 0x27BF) or (>= 0x2900 and <= 0x297F)
        or (>= 0x2B00 and <= 0x2BFF) or (>= 0x1F000 and <= 0x1FAFF);

    private static int? TagFlag(int[] points, int start)
    {
        int end = start + 1;
        var tags = new StringBuilder();
        while (end < points.Length && points[end] is > 0xE0020 and < CancelTag && tags.Length < 8)
        {
            tags.Append((char)(points[end] - 0xE0000));
            end++;
        }

        return end < points.Length && points[end] == CancelTag && TagFlags.Contains(tags.ToString()) ? end + 1 - start : null;
    }

    private static int[] Points(string text)
    {
        var points = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                points.Add(char.ConvertToUtf32(text[i], text[i + 1]));
                i++;
            }
            else
            {
                points.Add(text[i]);
            }
        }

        return [.. points];
    }

    private static void Append(StringBuilder text, int point)
    {
        if (point < 0x10000)
        {
            text.Append((char)point);
        }
        else
        {
            text.Append(char.ConvertFromUtf32(point));
        }
    }

    private static string SuspiciousCharacters()
    {
        var suspicious = new StringBuilder();
        for (int c = 0; c <= char.MaxValue; c++)
        {
            if ((IsHidden(c) && c is not ('\n' or '\t')) || c is ZeroWidthJoiner or ZeroWidthNonJoiner or TextStyle or EmojiStyle or 0x2028 or 0x2029)
            {
                suspicious.Append((char)c);
            }
        }

        return suspicious.ToString();
    }
}
