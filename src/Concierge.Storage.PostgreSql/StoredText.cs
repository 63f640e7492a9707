using System.Globalization;
using System.Text;

namespace Concierge.Storage.PostgreSql;

/// <summary>
/// Text as a PostgreSQL column can hold it: NUL and lone surrogates, which come from outside and would make every try of a message
/// fail, are written as \uXXXX, and a backslash as two. Different texts stay different.
/// </summary>
internal static class StoredText
{
    public static string Encode(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i is var at && at + 1 < text.Length ? at : Math.Max(0, at - 1)) && at + 1 < text.Length)
            {
                encoded.Append(text[i]).Append(text[++i]);
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
            else
            {
                encoded.Append(text[i] == '\\' ? "\\\\" : text[i].ToString());
            }
        }

        return encoded.ToString();
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAny('\0', '\\') && !text.Any(char.IsSurrogate);
}
