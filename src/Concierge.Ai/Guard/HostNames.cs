using System.Globalization;
using System.Text;

namespace Concierge.Ai.Guard;

/// <summary>Compares host names as a browser would read them.</summary>
internal static class HostNames
{
    private static readonly IdnMapping Idn = new();

    /// <summary>In lower case, in ASCII, without a trailing dot; null where no browser would take it for a host.</summary>
    public static string? Normalize(string host)
    {
        try
        {
            string folded = host.Normalize(NormalizationForm.FormKC).Replace('。', '.').Replace('．', '.').Replace('｡', '.').Trim('.').ToLowerInvariant();
            return folded.Length == 0 ? null : Idn.GetAscii(folded).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a host, or a parent of it, is on the list.</summary>
    public static bool IsAllowed(string host, IReadOnlySet<string> allowed)
    {
        if (Normalize(host) is not { } name)
        {
            return false;
        }

        while (true)
        {
            if (allowed.Contains(name))
            {
                return true;
            }

            int dot = name.IndexOf('.');
            if (dot < 0)
            {
                return false;
            }

            name = name[(dot + 1)..];
        }
    }
}
