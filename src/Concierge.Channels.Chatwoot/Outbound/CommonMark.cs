using System.Text;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>
/// Turns WhatsApp's mark-up into CommonMark, which Chatwoot turns back: <c>*bold*</c> becomes <c>**bold**</c>, <c>~struck~</c>
/// becomes <c>~~struck~~</c>. Italics and code are the same in both, and text that is CommonMark already stays.
/// </summary>
internal static class CommonMark
{
    public static string FromWhatsApp(string text)
    {
        if (!text.AsSpan().ContainsAny('*', '~'))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        int at = 0;
        while (at < text.Length)
        {
            int end = text[at] switch
            {
                '`' => CodeEnd(text, at),
                '*' or '~' => MarkEnd(text, at),
                _ => -1,
            };
            if (end < 0)
            {
                at = AppendPlain(result, text, at);
            }
            else if (text[at] == '`')
            {
                result.Append(text, at, end - at);
                at = end;
            }
            else
            {
                result.Append(text[at], 2).Append(FromWhatsApp(text[(at + 1)..end])).Append(text[at], 2);
                at = end + 1;
            }
        }

        return result.ToString();
    }

    // A run of one marker that is no mark-up is copied whole, so that its second character is not taken for an opening one.
    private static int AppendPlain(StringBuilder result, string text, int at)
    {
        char c = text[at];
        do
        {
            result.Append(c);
            at++;
        }
        while (c is '*' or '~' or '`' && at < text.Length && text[at] == c);

        return at;
    }

    /// <summary>Where the code that opens here is over, or -1.</summary>
    private static int CodeEnd(string text, int at)
    {
        string fence = text.AsSpan(at).StartsWith("```", StringComparison.Ordinal) ? "```" : "`";
        int end = text.IndexOf(fence, at + fence.Length, StringComparison.Ordinal);
        return end < 0 ? -1 : end + fence.Length;
    }

    /// <summary>Where the marker that opens here is closed in the same line, or -1.</summary>
    private static int MarkEnd(string text, int at)
    {
        char marker = text[at];
        if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == marker)
        {
            return -1;
        }

        for (int i = at + 2; i < text.Length && text[i] != '\n'; i++)
        {
            bool closes = text[i] == marker && !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || (!char.IsLetterOrDigit(text[i + 1]) && text[i + 1] != marker));
            if (closes)
            {
                return i;
            }
        }

        return -1;
    }
}
