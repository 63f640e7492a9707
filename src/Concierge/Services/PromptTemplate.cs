using System.Text;

namespace Concierge.Services;

/// <summary>A text with <c>{placeholders}</c>. Values are put in once and never read again: they may come from anybody.</summary>
internal static class PromptTemplate
{
    /// <summary>What is wrong with a text; null when nothing is.</summary>
    public static string? Problem(string text, Func<string, bool> isKnown)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                i++;
                continue;
            }

            int end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                return $"has a single '{text[i]}' at place {i + 1}; write it twice for the sign itself";
            }

            string name = text[(i + 1)..end];
            if (!isKnown(name))
            {
                return $"has the placeholder {{{name}}}, which nobody fills; write {{{{ for a brace";
            }

            i = end;
        }

        return null;
    }

    public static string Fill(string text, Func<string, string?> value)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return text;
        }

        var filled = new StringBuilder(text.Length + 32);
        for (int i = 0; i < text.Length; i++)
        {
            bool isBrace = text[i] is '{' or '}';
            if (isBrace && i + 1 < text.Length && text[i + 1] == text[i])
            {
                filled.Append(text[i++]);
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is > 0 and var end && value(text[(i + 1)..end]) is { } known)
            {
                filled.Append(known);
                i = end;
            }
            else
            {
                filled.Append(text[i]);
            }
        }

        return filled.ToString();
    }
}
