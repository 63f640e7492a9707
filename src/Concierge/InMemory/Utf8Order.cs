using System.Text;

namespace Concierge.InMemory;

/// <summary>The order in which databases list ids: by the bytes of UTF-8, which is the order of code points.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        StringRuneEnumerator left = (x ?? string.Empty).EnumerateRunes();
        StringRuneEnumerator right = (y ?? string.Empty).EnumerateRunes();
        while (true)
        {
            bool hasLeft = left.MoveNext();
            bool hasRight = right.MoveNext();
            if (!hasLeft || !hasRight)
            {
                return hasLeft.CompareTo(hasRight);
            }

            int order = left.Current.CompareTo(right.Current);
            if (order != 0)
            {
                return order;
            }
        }
    }
}
