using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Concierge.Routing.Keywords;

/// <summary>
/// What becomes of a single character: a letter, nothing, a gap, or something that takes more than a look. Kept in pages that
/// are filled when a character of theirs is first seen, because asking the platform costs a hundred times as much.
/// </summary>
internal static class CharFold
{
    public const char Ignore = '\0';
    public const char Gap = '\u0001';

    /// <summary>The character makes several, or is half of one: see <see cref="TextFolding"/>.</summary>
    public const char Several = '\u0002';

    /// <summary>The character is a word of its own, as in scripts that put no blanks between words.</summary>
    public const char OwnWord = '\u0003';

    /// <summary>The character belongs to the one before it.</summary>
    public const char Attach = '\u0004';

    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private static readonly char[]?[] Pages = new char[PageSize][];
    private static readonly ConcurrentDictionary<int, string> Decompositions = new();

    /// <summary>What <see cref="Of"/> says of the ASCII characters, none of which makes several, is a word or belongs to another.</summary>
    public static ReadOnlySpan<char> Ascii => (Pages[0] ?? Fill(0)).AsSpan(0, 128);

    public static char Of(char c) => (Pages[c >> PageBits] ?? Fill(c >> PageBits))[c & (PageSize - 1)];

    /// <summary>A decomposed character in lower case: its letter or one of the signs above.</summary>
    public static char OfDecomposed(Rune rune)
    {
        if (rune.IsBmp && LetterVariant((char)rune.Value) is { } letter)
        {
            return letter;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                return (char)('0' + (int)Rune.GetNumericValue(rune));
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark:
                return IsAccent(rune.Value) ? Ignore : Attach;
            case UnicodeCategory.Format:
                return rune.Value == 0x200B ? Gap : Ignore;
            case UnicodeCategory.OtherSymbol:
                return OwnWord;
            case UnicodeCategory.ModifierSymbol:
                return rune.Value is >= 0x1F3FB and <= 0x1F3FF ? Ignore : Gap;
        }

        if (!Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber))
        {
            return Gap;
        }

        return IsUnspaced(rune.Value) ? OwnWord : rune.IsBmp ? (char)rune.Value : Several;
    }

    /// <summary>The full decomposition of a character in lower case. Kept, because making it costs memory.</summary>
    public static string Decompose(Rune rune) => Decompositions.GetOrAdd(
        rune.Value,
        static value => new Rune(value).ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant());

    private static char[] Fill(int number)
    {
        var page = new char[PageSize];
        for (int i = 0; i < PageSize; i++)
        {
            page[i] = Classify((char)((number << PageBits) | i));
        }

        return Pages[number] = page;
    }

    private static char Classify(char c)
    {
        if (char.IsSurrogate(c))
        {
            return Several;
        }

        // These are no characters, and the platform refuses to look at them.
        if (c is '\uFFFE' or '\uFFFF' or (>= '\uFDD0' and <= '\uFDEF'))
        {
            return Gap;
        }

        // A Hangul syllable is a letter as it stands, and so is one of its parts alone; text written in parts is put together first.
        if (c is (>= '\uAC00' and <= '\uD7A3') or (>= '\u3131' and <= '\u318E') or (>= '\uFFA1' and <= '\uFFDC'))
        {
            return c;
        }

        string parts = new Rune(c).ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        if (parts.Any(char.IsSurrogate))
        {
            return Several;
        }

        char first = OfDecomposed(new Rune(parts[0]));
        if (parts.Skip(1).Select(part => OfDecomposed(new Rune(part))).Any(next => next != Ignore && !(next == Gap && first == Gap)))
        {
            return Several;
        }

        return first is OwnWord or Attach && parts[0] != c ? Several : first;
    }

    /// <summary>Letters that no decomposition makes comparable.</summary>
    private static char? LetterVariant(char c) => c switch
    {
        'œ' or 'æ' or 'ß' or 'þ' => Several,
        'ø' => 'o',
        'ł' => 'l',
        'đ' or 'ð' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        '\u0640' => Ignore,
        _ => null,
    };

    /// <summary>What <see cref="LetterVariant"/> says are several.</summary>
    public static string? Letters(char c) => c switch
    {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'þ' => "th",
        _ => null,
    };

    /// <summary>Marks that people leave out when they type: of Latin, Greek and Cyrillic, of Hebrew and Arabic vowels, and of emoji. Others make other letters.</summary>
    private static bool IsAccent(int mark) => mark is
        (>= 0x0300 and <= 0x036F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F)
        or (>= 0x0483 and <= 0x0489) or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Scripts without blanks between words: Han, Hiragana, Thai, Lao, Myanmar, Khmer. Katakana stands in runs that are words.</summary>
    private static bool IsUnspaced(int letter) => letter is
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or 0x3005 or 0x3007
        or (>= 0x3041 and <= 0x309F) or (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF);
}
