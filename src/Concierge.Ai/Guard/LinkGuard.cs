using System.Text;
using System.Text.RegularExpressions;

namespace Concierge.Ai.Guard;

/// <summary>
/// Lets only links to known hosts out. It works on the text as a person's app would read it: after invisible characters are gone, with every
/// spelling of a dot and of a scheme, with or without mark-up.
/// </summary>
internal static partial class LinkGuard
{
    /// <summary>A model writes these texts: no spelling may take longer than another.</summary>
    private const RegexOptions Linear = RegexOptions.NonBacktracking;

    private static readonly Regex Reference = new(@"^[ \t]*\[[^\]\n]+\]:[ \t]*(?<target>\S+).*$", Linear | RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex Inline = new(@"!?\[[^\]\n]*\]\((?<target>[^)\n]*)\)", Linear | RegexOptions.CultureInvariant);

    // Any scheme, with any slashes an app may forgive; and the schemes that need none.
    private static readonly Regex WithScheme = new(@"(?:[a-z][a-z0-9+.\-]{1,20}\s{0,2}[:：]\s{0,1}(?:[/\\／⁄∕]){2,}|(?:mailto|tel|sms|javascript|data|file|whatsapp|intent|market|geo|callto|skype)[:：])[^\s<>]+", Linear | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Bare = new(@"(?<user>[\p{L}\p{N}._%+\-]+@)?(?<host>[\p{L}\p{N}](?:[\p{L}\p{N}\-_]*)(?:(?:[.。．｡․]|\s?[\[\(\{]\s?(?:\.|dot|point|punkt|punto)\s?[\]\)\}]\s?|%2[eE])[\p{L}\p{N}](?:[\p{L}\p{N}\-_]*))+)(?<rest>(?::\d+)?(?:[/?#][^\s<>]*)?)", Linear | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Dot = new(@"[。．｡․]|\s?[\[\(\{]\s?(?:\.|dot|point|punkt|punto)\s?[\]\)\}]\s?|%2[eE]", Linear | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Endings that many apps turn into links even without a scheme; every ending of two letters counts as one too.</summary>
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "name", "pro", "mobi", "app", "dev", "xyz", "top", "site", "online",
        "shop", "store", "club", "link", "live", "page", "blog", "cloud", "tech", "web", "website", "world", "zip", "mov", "test", "example",
        "invalid", "local", "localhost", "onion", "click", "icu", "space", "fun", "win", "work", "agency", "news", "media", "email", "chat",
        "paris", "london", "berlin", "museum", "travel", "asia", "africa", "bank", "download", "support", "group", "today", "life", "digital",
    };

    /// <summary>The text without foreign links.</summary>
    /// <param name="text">Already free of invisible characters.</param>
    /// <param name="allowed">Hosts in lower-case ASCII; a host covers its subdomains.</param>
    /// <param name="replacement">What stands in a removed link's place.</param>
    /// <param name="removed">How many were removed.</param>
    public static string Apply(string text, IReadOnlySet<string> allowed, string replacement, out int removed)
    {
        int count = 0;
        string plain = Reference.Replace(text, match => Keep(match, match.Groups["target"].Value));
        plain = Inline.Replace(plain, match => Keep(match, match.Groups["target"].Value));
        plain = WithScheme.Replace(plain, match => Keep(match, match.Value));
        plain = Bare.Replace(plain, match => KeepBare(match));
        removed = count;
        return plain;

        string Keep(Match match, string target)
        {
            if (IsAllowedTarget(target, allowed))
            {
                return match.Value;
            }

            count++;
            return replacement;
        }

        string KeepBare(Match match)
        {
            // Part of an address that was looked at with its scheme.
            if (match.Index > 2 && IsInsideLink(plain, match.Index))
            {
                return match.Value;
            }

            string host = Dot.Replace(match.Groups["host"].Value, ".");
            string ending = host[(host.LastIndexOf('.') + 1)..];
            if (HostNames.IsAllowed(host, allowed) || IsNumber(match.Value))
            {
                return match.Value;
            }

            if (!IsLinkEnding(ending, host) && match.Groups["rest"].Length == 0 && match.Groups["user"].Length == 0)
            {
                // "fine.Thanks": a blank makes it the end of a sentence, which it was, and surely no link.
                return match.Value.Replace(".", ". ", StringComparison.Ordinal);
            }

            count++;
            return replacement;
        }
    }

    private static bool IsAllowedTarget(string target, IReadOnlySet<string> allowed)
    {
        string trimmed = target.Trim().Trim('<', '>').TrimEnd('.', ',', ';', ':', '!', '?', '*', '_', '~', '"', '\'');
        return Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "https" or "http"
            && uri.UserInfo.Length == 0
            && !trimmed.Contains('\\', StringComparison.Ordinal)
            && HostNames.IsAllowed(uri.IdnHost, allowed);
    }

    private static bool IsInsideLink(string text, int index)
    {
        int start = text.LastIndexOfAny([' ', '\n', '\t', '(', '<'], index - 1) + 1;
        return text.AsSpan(start, index - start).Contains("://", StringComparison.Ordinal);
    }

    /// <summary>"12.50", "08.30-12.00", "1.2k", and "06.12.34.56.78", which is longer than any address of four numbers.</summary>
    private static bool IsNumber(string text) => Number().IsMatch(text) && (!IPv4().IsMatch(text) || PairsOfDigits().IsMatch(text));

    private static bool IsLinkEnding(string ending, string host) =>
        ending.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)
        || ending.Any(c => c > 0x7F)
        || (ending.Length == 2 && char.IsAsciiLetter(ending[0]) && (!char.IsAsciiLetterUpper(ending[0]) || char.IsAsciiLetterUpper(ending[1])) && host.Length > 4)
        || Endings.Contains(ending.ToLowerInvariant())
        || IPv4().IsMatch(host);

    [GeneratedRegex(@"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex IPv4();

    [GeneratedRegex(@"^[0-9][0-9.,\-]*(?<=[0-9])\p{L}{0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{2}(?:\.[0-9]{2}){4,}$", RegexOptions.CultureInvariant)]
    private static partial Regex PairsOfDigits();
}
