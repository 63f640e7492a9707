using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Concierge.Ai.Guard;

/// <summary>What a text says when a coding of letters is undone: base64, base32, hexadecimal, binary, character numbers, percent signs and references, Morse.</summary>
internal static partial class Decodings
{
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly Dictionary<string, char> Morse = new(StringComparer.Ordinal)
    {
        [".-"] = 'a', ["-..."] = 'b', ["-.-."] = 'c', ["-.."] = 'd', ["."] = 'e', ["..-."] = 'f', ["--."] = 'g', ["...."] = 'h', [".."] = 'i', [".---"] = 'j', ["-.-"] = 'k', [".-.."] = 'l',
        ["--"] = 'm', ["-."] = 'n', ["---"] = 'o', [".--."] = 'p', ["--.-"] = 'q', [".-."] = 'r', ["..."] = 's', ["-"] = 't', ["..-"] = 'u', ["...-"] = 'v', [".--"] = 'w', ["-..-"] = 'x',
        ["-.--"] = 'y', ["--.."] = 'z', ["-----"] = '0', [".----"] = '1', ["..---"] = '2', ["...--"] = '3', ["....-"] = '4', ["....."] = '5', ["-...."] = '6', ["--..."] = '7', ["---.."] = '8',
        ["----."] = '9',
    };

    public static IEnumerable<string> Of(string text)
    {
        string dense = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        string plainBase64 = dense.Replace('-', '+').Replace('_', '/');
        foreach (string decoded in Bits(plainBase64, Base64Letters, bits: 6).Concat(Bits(dense.ToUpperInvariant(), Base32Letters, bits: 5)))
        {
            yield return decoded;
        }

        string hex = HexSign().Replace(dense, string.Empty);
        foreach (string decoded in Bits(hex.ToUpperInvariant(), "0123456789ABCDEF", bits: 4).Concat(Bits(dense.Replace("0b", string.Empty, StringComparison.OrdinalIgnoreCase), "01", bits: 1)))
        {
            yield return decoded;
        }

        yield return WebUtility.UrlDecode(WebUtility.HtmlDecode(text));
        yield return UnicodeEscape().Replace(text, static match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        yield return Numbered(text);
        yield return Beeped(text);
    }

    /// <summary>
    /// Each run of the alphabet's letters as bytes. Where the coded text begins is not known, as blanks around it are gone: every beginning that gives other bytes is tried.
    /// </summary>
    private static IEnumerable<string> Bits(string text, string alphabet, int bits)
    {
        const int shortest = 6;
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            while (end < text.Length && alphabet.Contains(text[end], StringComparison.Ordinal))
            {
                end++;
            }

            for (int skipped = 0; skipped < 8 && end - at - skipped >= shortest; skipped++)
            {
                yield return Decode(text.AsSpan(at + skipped, end - at - skipped), alphabet, bits);
            }

            at = end + 1;
        }
    }

    private static string Decode(ReadOnlySpan<char> text, string alphabet, int bits)
    {
        var bytes = new byte[text.Length * bits / 8];
        int held = 0;
        int count = 0;
        int written = 0;
        foreach (char c in text)
        {
            held = ((held << bits) | alphabet.IndexOf(c, StringComparison.Ordinal)) & 0xFFFF;
            count += bits;
            if (count >= 8 && written < bytes.Length)
            {
                count -= 8;
                bytes[written++] = (byte)(held >> count);
            }
        }

        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>"75 73 84" as letters, in tens or eights.</summary>
    private static string Numbered(string text)
    {
        var tens = new StringBuilder();
        var eights = new StringBuilder();
        foreach (ValueMatch match in CharacterNumber().EnumerateMatches(text))
        {
            int number = int.Parse(text.AsSpan(match.Index, match.Length), CultureInfo.InvariantCulture);
            Append(tens, number);
            Append(eights, number % 10 < 8 && number / 10 % 10 < 8 ? (number / 100 * 64) + (number / 10 % 10 * 8) + (number % 10) : 0);
        }

        return tens.Append('\n').Append(eights).ToString();

        static void Append(StringBuilder letters, int number)
        {
            if (number is >= 0x20 and < 0x7F)
            {
                letters.Append((char)number);
            }
        }
    }

    private static string Beeped(string text)
    {
        var letters = new StringBuilder();
        foreach (ValueMatch match in MorseSign().EnumerateMatches(text))
        {
            string sign = text.Substring(match.Index, match.Length).Replace('·', '.').Replace('•', '.').Replace('−', '-').Replace('–', '-').Replace('_', '-');
            if (Morse.TryGetValue(sign, out char letter))
            {
                letters.Append(letter);
            }
        }

        return letters.ToString();
    }

    /// <summary>What may stand before or between the digits of a hexadecimal number.</summary>
    [GeneratedRegex(@"0x|\\x|\\u00|%|[:,;\-\[\]{}]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HexSign();

    [GeneratedRegex(@"\\u\{?([0-9a-f]{4})\}?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnicodeEscape();

    [GeneratedRegex(@"(?<![0-9])[0-9]{2,3}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex CharacterNumber();

    [GeneratedRegex(@"[.·•\-−–_]{1,5}", RegexOptions.CultureInvariant)]
    private static partial Regex MorseSign();
}
