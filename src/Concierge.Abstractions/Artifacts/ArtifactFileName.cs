using System.Globalization;
using System.Text;

namespace Concierge;

/// <summary>Makes a name that is one file in any folder: people choose the names of what they send.</summary>
internal static class ArtifactFileName
{
    private const int LongestName = 120;

    public static string? Safe(string? name)
    {
        if (name is null)
        {
            return null;
        }

        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new StringBuilder(last.Length);
        foreach (Rune rune in last.EnumerateRunes())
        {
            // Format characters could turn "fdp.exe" round for the eye.
            bool isPlain = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            if (isPlain && safe.Length + rune.Utf16SequenceLength <= LongestName)
            {
                safe.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
            }
        }

        string trimmed = safe.ToString().Trim(' ', '.');
        return trimmed.Length == 0 ? null : trimmed;
    }
}
