using System.Net;
using System.Text.RegularExpressions;

namespace Concierge.Ai.Guard;

/// <summary>
/// Models write Markdown, which the outbox turns into what the channel shows. What would change the words on that way is settled before, so that the
/// link guard reads what the person will read.
/// </summary>
internal static partial class Markdown
{
    private const int MostLayers = 8;

    /// <summary>Without escapes and character references, with links as their words and address.</summary>
    public static string Plain(string text)
    {
        string plain = Escape().Replace(text, "$1");
        for (int i = 0; i < MostLayers && plain.Contains('&', StringComparison.Ordinal); i++)
        {
            string decoded = Escape().Replace(TextSanitizer.Clean(WebUtility.HtmlDecode(plain)), "$1");
            if (decoded == plain)
            {
                break;
            }

            plain = decoded;
        }

        // What is a reference still, in some list of names or under too many layers, becomes mere words.
        plain = Reference().Replace(plain, "& ");
        if (!plain.Contains('[', StringComparison.Ordinal))
        {
            return plain;
        }

        return Link().Replace(plain, match => match.Groups[1].Value == match.Groups[2].Value ? match.Groups[2].Value : $"{match.Groups[1].Value}: {match.Groups[2].Value}");
    }

    [GeneratedRegex(@"\\+([!-/:-@\[-`{-~])", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex(@"&(?=#?[\p{L}\p{N}]+;)", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"!?\[([^\]\n]+)\]\(([^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
