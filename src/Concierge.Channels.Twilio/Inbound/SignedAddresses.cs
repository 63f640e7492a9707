using System.Text;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Inbound;

/// <summary>
/// The spellings of one address that Twilio may have signed: with and without the port, with the query as received or
/// written anew in the ways of its older systems. All of them name this host only.
/// </summary>
internal static class SignedAddresses
{
    public static IEnumerable<string> Of(string publicRoot, string? origin, string path) =>
        Roots(publicRoot, origin).SelectMany(root => Paths(root, path)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Roots(string publicRoot, string? origin)
    {
        yield return publicRoot;
        if (origin is not null)
        {
            yield return origin.TrimEnd('/');
        }
    }

    private static IEnumerable<string> Paths(string root, string path)
    {
        int authority = root.IndexOf("://", StringComparison.Ordinal) + 3;
        int slash = root.IndexOf('/', authority);
        string host = slash < 0 ? root : root[..slash];
        string prefix = slash < 0 ? string.Empty : root[slash..];

        // A proxy may have taken the prefix away, or left it.
        bool hasPrefix = path.StartsWith(prefix + "/", StringComparison.Ordinal);
        foreach (string spelling in Ports(host, authority))
        {
            foreach (string target in Queries(path))
            {
                yield return spelling + prefix + target;
                if (hasPrefix)
                {
                    yield return spelling + target;
                }
            }
        }
    }

    private static IEnumerable<string> Ports(string host, int authority)
    {
        yield return host;
        int afterUser = host.IndexOf('@', authority) + 1;
        int afterAddress = host.IndexOf(']', authority) + 1;
        int colon = host.IndexOf(':', Math.Max(authority, Math.Max(afterUser, afterAddress)));
        if (colon >= 0)
        {
            yield return host[..colon];
        }
        else
        {
            yield return host + (host.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80");
        }
    }

    private static IEnumerable<string> Queries(string path)
    {
        yield return path;
        int question = path.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0)
        {
            string query = path[(question + 1)..];
            yield return $"{path[..question]}?{Rewritten(query)}";
            yield return $"{path[..question]}?{query.Replace("%27", "'", StringComparison.Ordinal)}";
        }
    }

    private static string Rewritten(string query)
    {
        FormFields fields = FormFields.Parse(Encoding.UTF8.GetBytes(query));
        var writer = new FormWriter();
        for (int i = 0; i < fields.Count; i++)
        {
            writer.Add(fields.Name(i), fields.Value(i));
        }

        return Encoding.UTF8.GetString(writer.ToBytes().Span);
    }
}
