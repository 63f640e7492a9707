namespace Concierge.Channels.Http;

/// <summary>
/// A list of hosts: <c>host</c> (any port), <c>host:port</c>, <c>*.domain</c> (every host below it) or <c>*</c> (every
/// host). Case does not matter.
/// </summary>
public sealed class HostList
{
    private readonly string[] _patterns;

    /// <summary>Makes a list.</summary>
    public HostList(params IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _patterns = [.. patterns.Where(static pattern => !string.IsNullOrWhiteSpace(pattern)).Select(static pattern => pattern.Trim())];
    }

    /// <summary>No host.</summary>
    public static HostList None { get; } = new([]);

    /// <summary>Whether the host of an absolute address is in the list.</summary>
    public bool Contains(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string host = address.IdnHost.TrimEnd('.');
        foreach (string pattern in _patterns)
        {
            if (Matches(pattern, host, address.Port))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string pattern, string host, int port)
    {
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase);
        }

        return pattern == "*"
            || pattern.Equals(host, StringComparison.OrdinalIgnoreCase)
            || pattern.Equals(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}"), StringComparison.OrdinalIgnoreCase);
    }
}
