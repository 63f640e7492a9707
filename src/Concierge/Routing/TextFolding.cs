using System.Globalization;
using System.Text;

namespace Concierge.Routing;

/// <summary>Makes texts comparable: without case, accents and width, words parted by single blanks.</summary>
internal static class TextFolding
{
    public static string Fold(string text)
    {
        string decomposed = text.Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        bool gap = false;
        foreach (char c in decomposed)
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
