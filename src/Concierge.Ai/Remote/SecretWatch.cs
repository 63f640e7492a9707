using System.Text.RegularExpressions;

namespace Concierge.Ai.Remote;

/// <summary>
/// Finds secrets that are written out where a reference belongs. It refuses too much rather than too little: what it takes for a secret can always be put into a setting.
/// </summary>
internal static partial class SecretWatch
{
    /// <summary>Whether a header or a parameter of this name carries a secret by its nature.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>Whether what stands beside a reference is no more than the name of a scheme.</summary>
    public static bool IsScheme(string text) => text.Length == 0 || Scheme().IsMatch(text);

    /// <summary>Whether a text looks like a key, a token or a password with a known beginning.</summary>
    public static bool LooksSecret(string text) => KnownBeginning().IsMatch(text) || Runs().Matches(text).Any(IsRandom);

    /// <summary>Letters and digits mixed, and long; an id that is written as a UUID is none in an address.</summary>
    public static bool LooksSecretInAddress(string text) => KnownBeginning().IsMatch(text) || Runs().Matches(text).Any(run => IsRandom(run) && !Guid.TryParse(run.Value, out _));

    private static bool IsRandom(Match run) => run.Value.Any(char.IsAsciiDigit) && run.Value.Any(char.IsAsciiLetter);

    [GeneratedRegex("auth|cookie|token|secret|passw|pwd|credential|signature|api-?_?key|access-?_?key|private-?_?key|subscription-?_?key|session|^key$|^sig$|^code$|-key$|_key$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("^ *[A-Za-z][A-Za-z0-9-]{0,15}[ =:]{0,2}(?:[A-Za-z]{1,10}[ =:]{1,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:bearer |basic |sk-|sk_|pk_|rk_|ghp_|gho_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|AIza|eyJ|shpat_|EAA[A-Z])[A-Za-z0-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KnownBeginning();

    [GeneratedRegex("[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex Runs();
}
