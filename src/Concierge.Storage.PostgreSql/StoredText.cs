using System.Text;

namespace Concierge.Storage.PostgreSql;

/// <summary>Text as a PostgreSQL column can hold it: without NUL and lone surrogates, which come from outside and would make every try of a message fail.</summary>
internal static class StoredText
{
    /// <summary>Keeps different texts different: what cannot be stored is written as \uXXXX, and a backslash as two.</summary>
    public static string Encode(string text)
    {
        if (!text.Contains('\\') && IsStorable(text))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 8);
        foreach (Rune rune in text.Replace("\\", "\\\\", StringComparison.Ordinal).EnumerateRunes())
        {
            // A lone surrogate is enumerated as the replacement character: different ones become one, which nobody types.
            encoded.Append(rune.Value == 0 ? "\\u0000" : rune.ToString());
        }

        return encoded.ToString();
    }

    /// <summary>Keeps the text as it is where it can be stored; what cannot becomes the replacement character.</summary>
    public static string Clean(string text) =>
        IsStorable(text) ? text : string.Concat(text.Replace('\0', '\uFFFD').EnumerateRunes());

    private static bool IsStorable(string text) => !text.Contains('\0') && !text.Any(char.IsSurrogate);
}
