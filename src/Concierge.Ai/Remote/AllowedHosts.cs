using System.Globalization;

namespace Concierge.Ai.Remote;

/// <summary>Whether an address is one of those that the host allows. What is no plain name, or has a port that nobody named, is not.</summary>
internal static class AllowedHosts
{
    private const string AnyBelow = "*.";

    /// <summary>Whether an entry of the list can ever fit.</summary>
    public static bool IsEntry(string entry)
    {
        (string host, int? port) = Split(entry);
        string bare = host.StartsWith(AnyBelow, StringComparison.Ordinal) ? host[AnyBelow.Length..] : host;
        return port is null or (> 0 and <= ushort.MaxValue)
            && Uri.CheckHostName(bare.Trim('[', ']')) is not UriHostNameType.Unknown and not UriHostNameType.Basic;
    }

    public static bool Allows(IEnumerable<string> entries, Uri address) => entries.Any(entry => Fits(entry, address));

    private static bool Fits(string entry, Uri address)
    {
        (string allowed, int? port) = Split(entry);
        if (port is null ? !address.IsDefaultPort : port != address.Port)
        {
            return false;
        }

        string host = Bare(address.IdnHost);
        return allowed.StartsWith(AnyBelow, StringComparison.Ordinal)
            ? address.HostNameType == UriHostNameType.Dns && host.EndsWith(Bare(allowed[1..]), StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length - 1
            : string.Equals(host, Bare(allowed), StringComparison.OrdinalIgnoreCase);
    }

    private static string Bare(string host) => host.Trim('[', ']').TrimEnd('.');

    private static (string Host, int? Port) Split(string entry)
    {
        string text = entry.Trim();
        int colon = text.LastIndexOf(':');
        bool isPort = colon > 0 && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[colon - 1] == ']');
        return !isPort ? (text, null)
            : int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? (text[..colon], port)
            : (text[..colon], 0);
    }
}
