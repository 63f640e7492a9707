namespace Concierge.Forms.Parsing;

/// <summary>One mistake: a letter too many, too few, another one, or two neighbours exchanged.</summary>
internal static class Typo
{
    public static bool IsNear(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        return (a.Length - b.Length) switch
        {
            0 => a.Length < 2 || Rest(a, b, 1, 1) || (a[0] == b[1] && a[1] == b[0] && Rest(a, b, 2, 2)),
            1 => Rest(a, b, 1, 0),
            -1 => Rest(a, b, 0, 1),
            _ => false,
        };
    }

    private static bool Rest(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int skipA, int skipB) =>
        a[skipA..].CommonPrefixLength(b[skipB..]) == a.Length - skipA && a.Length - skipA == b.Length - skipB;
}
