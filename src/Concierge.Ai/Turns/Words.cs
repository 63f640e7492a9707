using System.Buffers;
using System.Globalization;
using System.Text;

namespace Concierge.Ai.Turns;

/// <summary>Makes texts comparable: without case and accents, words parted by single blanks.</summary>
internal static class Words
{
    public static string Fold(string text) => Fold(text, isPadded: false);

    /// <summary>With a blank before and behind, so that whole words are found by looking for them with theirs.</summary>
    public static string Padded(string text) => Fold(text, isPadded: true);

    private static string Fold(string text, bool isPadded)
    {
        string normal = text.Normalize(NormalizationForm.FormKD);
        char[] folded = ArrayPool<char>.Shared.Rent((normal.Length * 2) + 2);
        int length = 0;
        bool gap = isPadded;
        foreach (char c in normal)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                if (gap && (length > 0 || isPadded))
                {
                    folded[length++] = ' ';
                }

                gap = false;
                folded[length++] = char.ToLowerInvariant(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                gap = true;
            }
        }

        if (isPadded)
        {
            folded[length++] = ' ';
        }

        string result = new(folded, 0, length);
        ArrayPool<char>.Shared.Return(folded);
        return result;
    }
}
