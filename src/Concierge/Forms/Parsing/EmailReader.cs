namespace Concierge.Forms.Parsing;

/// <summary>E-mail addresses as people write them. What a mail server takes beyond letters, digits and a few signs is not one here.</summary>
internal static class EmailReader
{
    private const int LongestLocal = 64;
    private const int LongestAddress = 254;

    /// <summary>The address whose @ is a token, with all tokens that belong to it.</summary>
    public static Found<string>? Read(Reading reading, int at)
    {
        if (!reading.IsSymbol(at, '@') || !reading[at].IsGlued || !reading.Has(at - 1))
        {
            return null;
        }

        string source = reading.Source;
        int sign = reading[at].Start;
        int start = sign;
        while (start > 0 && IsLocal(source[start - 1]))
        {
            start--;
        }

        int end = sign + 1;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] is '.' or '-'))
        {
            end++;
        }

        string local = source[start..sign].TrimStart('.');
        string domain = source[(sign + 1)..end].TrimEnd('.', '-');
        bool goesOn = (start > 0 && source[start - 1] == '@') || (end < source.Length && (source[end] is '@' or '_' || char.IsLetterOrDigit(source[end])));
        return !goesOn && IsLocalPart(local) && IsDomain(domain) && local.Length + domain.Length < LongestAddress
            ? Span(reading, $"{local}@{domain.ToLowerInvariant()}", start, sign + 1 + domain.Length)
            : null;
    }

    public static bool IsAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var sign && text.All(static c => c is > ' ' and < (char)127) && text[..sign].All(IsLocal) && IsLocalPart(text[..sign]) && IsDomain(text[(sign + 1)..])
        && text.Length <= LongestAddress;

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-';

    private static bool IsLocalPart(string local) =>
        local.Length is > 0 and <= LongestLocal && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal) && local.Any(char.IsAsciiLetterOrDigit);

    private static bool IsDomain(string domain)
    {
        string[] labels = domain.Split('.');
        return labels.Length >= 2
            && Array.TrueForAll(labels, static label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            && labels[^1].Length >= 2
            && labels[^1].All(char.IsAsciiLetter);
    }

    private static Found<string>? Span(Reading reading, string address, int start, int end)
    {
        int first = -1;
        int last = -1;
        for (int i = 0; i < reading.Count; i++)
        {
            if (reading[i].End > start && reading[i].Start < end)
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return first >= 0 && reading.IsFree(first, last - first + 1) ? new Found<string>(address, first, last - first + 1) : null;
    }
}
