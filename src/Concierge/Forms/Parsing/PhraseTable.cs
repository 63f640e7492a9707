namespace Concierge.Forms.Parsing;

/// <summary>Phrases of one or more words and what they mean; the longest one counts. Long words may have one mistake where that is allowed.</summary>
internal sealed class PhraseTable<T>
{
    private const int LeastForTypos = 6;

    private readonly Dictionary<string, List<(string[] Words, T Value)>> _byFirst = new(StringComparer.Ordinal);

    public PhraseTable<T> Add(T value, params IEnumerable<string> phrases)
    {
        foreach (string phrase in phrases)
        {
            string[] words = [.. Tokenizer.Tokenize(Tokenizer.Clean(phrase)).Select(token => token.Text)];
            if (words.Length == 0)
            {
                continue;
            }

            if (!_byFirst.TryGetValue(words[0], out List<(string[] Words, T Value)>? entries))
            {
                _byFirst.Add(words[0], entries = []);
            }

            int place = entries.FindIndex(entry => entry.Words.Length < words.Length);
            entries.Insert(place < 0 ? entries.Count : place, (words, value));
        }

        return this;
    }

    /// <summary>The longest phrase that begins at a token.</summary>
    public Found<T>? Match(Reading reading, int at, bool typos = false)
    {
        if (!reading.IsFree(at))
        {
            return null;
        }

        string first = reading[at].Text;
        if (_byFirst.TryGetValue(first, out List<(string[] Words, T Value)>? entries))
        {
            foreach ((string[] words, T value) in entries)
            {
                if (Follows(reading, at, words))
                {
                    return new Found<T>(value, at, words.Length);
                }
            }
        }

        return typos && reading[at].Kind == TokenKind.Word && first.Length >= LeastForTypos ? MatchTypo(first, at) : null;
    }

    /// <summary>The phrase that is the whole text but for words like "please".</summary>
    public Found<T>? MatchWhole(Reading reading)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (Match(reading, i) is { } found && reading.IsAllOf(found.First, found.Count))
            {
                return found;
            }
        }

        return null;
    }

    private static bool Follows(Reading reading, int at, string[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (!reading.IsFree(at + i) || !string.Equals(reading[at + i].Text, words[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private Found<T>? MatchTypo(string word, int at)
    {
        Found<T>? found = null;
        foreach ((string first, List<(string[] Words, T Value)> entries) in _byFirst)
        {
            if (first.Length < LeastForTypos || first[0] != word[0] || !Typo.IsNear(word, first) || entries.Find(entry => entry.Words.Length == 1) is not { Words: not null } entry)
            {
                continue;
            }

            if (found is { } other && !EqualityComparer<T>.Default.Equals(other.Value, entry.Value))
            {
                return null;
            }

            found = new Found<T>(entry.Value, at, 1);
        }

        return found;
    }
}
