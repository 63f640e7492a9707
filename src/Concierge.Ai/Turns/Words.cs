using System.Globalization;
using System.Text;

namespace Concierge.Ai.Turns;

/// <summary>Makes texts comparable: without case and accents, words parted by single blanks.</summary>
internal static class Words
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        bool gap = false;
        foreach (char c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                if (gap && folded.Length > 0)
                {
                    folded.Append(' ');
                }

                gap = false;
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                gap = true;
            }
        }

        return folded.ToString();
    }
}
