using System.Globalization;
using System.Text;

namespace Concierge.Forms.Parsing;

/// <summary>Cuts a text into tokens. Any text will do, broken surrogates included; what is very long is read to a limit.</summary>
internal static class Tokenizer
{
    /// <summary>Nobody answers a question at greater length, and reading is then quick whatever was sent.</summary>
    public const int MaxLength = 1000;

    /// <summary>The text as it is read: bounded, well-formed, with plain digits and apostrophes.</summary>
    public static string Clean(string text)
    {
        ReadOnlySpan<char> bounded = text.AsSpan(0, Math.Min(text.Length, MaxLength));
        var clean = new StringBuilder(bounded.Length);
        foreach (Rune rune in bounded.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                clean.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else if (rune.Value is '’' or '‘' or 'ʼ' or '`' or '´')
            {
                clean.Append('\'');
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                clean.Append(rune.Value == '\n' ? '\n' : ' ');
            }
            else if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                clean.Append(rune);
            }
        }

        string normal = clean.ToString().Normalize(NormalizationForm.FormC);
        return normal.Length <= MaxLength ? normal : normal[..(char.IsHighSurrogate(normal[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }

    public static List<Token> Tokenize(string source)
    {
        var tokens = new List<Token>();
        int i = 0;
        int end = -1;
        while (i < source.Length)
        {
            int start = i;
            Rune rune = Rune.GetRuneAt(source, i);
            TokenKind kind = KindOf(rune);
            i += rune.Utf16SequenceLength;
            if (Rune.IsWhiteSpace(rune) || IsSeparator(source, start))
            {
                continue;
            }

            while (kind != TokenKind.Symbol && i < source.Length && Rune.GetRuneAt(source, i) is var next && (KindOf(next) == kind || (kind == TokenKind.Word && IsMark(next))))
            {
                i += next.Utf16SequenceLength;
            }

            tokens.Add(new Token(kind, kind == TokenKind.Word ? Fold(source.AsSpan(start, i - start)) : source[start..i], start, i, start == end));
            end = i;
        }

        return tokens;
    }

    /// <summary>Without case and accents.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        string decomposed = word.ToString().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (char c in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark)
            {
                continue;
            }

            _ = char.ToLowerInvariant(c) switch
            {
                'œ' => folded.Append("oe"),
                'æ' => folded.Append("ae"),
                'ß' => folded.Append("ss"),
                var lower => folded.Append(lower),
            };
        }

        return folded.ToString();
    }

    private static TokenKind KindOf(Rune rune) =>
        rune.Value is >= '0' and <= '9' ? TokenKind.Number : Rune.IsLetter(rune) ? TokenKind.Word : TokenKind.Symbol;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Apostrophes and the hyphens of words part them like blanks; a hyphen beside a digit means something.</summary>
    private static bool IsSeparator(string source, int at) => source[at] switch
    {
        '\'' => true,
        '-' or '‐' or '‑' or '–' => !(at > 0 && char.IsAsciiDigit(source[at - 1])) && !(at + 1 < source.Length && char.IsAsciiDigit(source[at + 1])),
        _ => false,
    };
}
