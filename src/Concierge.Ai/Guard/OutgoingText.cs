namespace Concierge.Ai.Guard;

/// <summary>From what a model wrote to what may be sent: Markdown in which a link is nothing but its address.</summary>
internal static class OutgoingText
{
    public static string Prepare(string text, IReadOnlySet<string> allowedHosts, bool guardLinks, string linkRemoved, int maxLength, out int removed)
    {
        removed = 0;
        string clean = Markdown.Plain(TextSanitizer.Clean(text)).Trim();
        if (guardLinks)
        {
            clean = LinkGuard.Apply(clean, allowedHosts, linkRemoved, out removed);
        }

        return clean.Length <= maxLength ? clean : AtSentence(clean, maxLength);
    }

    private static string AtSentence(string text, int maxLength)
    {
        ReadOnlySpan<char> cut = TextSanitizer.Cut(text, maxLength);
        int end = cut.LastIndexOfAny(".!?\n");
        return string.Concat(end > maxLength / 2 ? cut[..(end + 1)] : cut, " […]");
    }
}
