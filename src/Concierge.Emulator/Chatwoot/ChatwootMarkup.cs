using System.Text.RegularExpressions;

namespace Concierge.Emulator.Chatwoot;

/// <summary>Renders CommonMark for WhatsApp, as Chatwoot does before it passes a text on.</summary>
internal static partial class ChatwootMarkup
{
    private const char Mark = '\u0001';

    public static string ToWhatsApp(string text)
    {
        text = Link().Replace(text, "$2");
        text = Bold().Replace(text, $"{Mark}$1{Mark}");
        text = Italic().Replace(text, "_$1_");
        return Struck().Replace(text, "~$1~").Replace(Mark, '*');
    }

    [GeneratedRegex(@"\[([^\]\n]+)\]\((https?://[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*(?!\s)([^\n]+?)(?<!\s)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])")]
    private static partial Regex Italic();

    [GeneratedRegex(@"~~(?!\s)([^\n]+?)(?<!\s)~~")]
    private static partial Regex Struck();
}
