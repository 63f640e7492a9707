using System.Text.RegularExpressions;

namespace Concierge.Ai.Guard;

/// <summary>Models write Markdown; WhatsApp shows its own marks.</summary>
internal static partial class Markdown
{
    public static string ToWhatsApp(string text)
    {
        if (text.AsSpan().IndexOfAny("*#[_") < 0)
        {
            return text;
        }

        string plain = Heading().Replace(text, "*$1*");
        plain = Bold().Replace(plain, "*$1*");
        plain = Bullet().Replace(plain, "$1• ");
        return Link().Replace(plain, match => match.Groups[1].Value == match.Groups[2].Value ? match.Groups[2].Value : $"{match.Groups[1].Value}: {match.Groups[2].Value}");
    }

    [GeneratedRegex(@"^#{1,6}[ \t]+(.+?)[ \t#]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();

    [GeneratedRegex(@"^([ \t]*)\*[ \t]+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"!?\[([^\]\n]+)\]\(([^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
