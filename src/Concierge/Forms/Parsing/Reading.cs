namespace Concierge.Forms.Parsing;

/// <summary>A text that is being understood: its tokens, and which of them have been used. For one turn.</summary>
internal sealed class Reading
{
    private readonly List<Token> _tokens;
    private readonly bool[] _taken;

    private Reading(string source, List<Token> tokens, string original)
    {
        Source = source;
        Original = original;
        _tokens = tokens;
        _taken = new bool[tokens.Count];
    }

    /// <summary>What the person wrote, all of it.</summary>
    public string Original { get; }

    /// <summary>What is read of it.</summary>
    public string Source { get; }

    public int Count => _tokens.Count;

    public Token this[int index] => _tokens[index];

    public static Reading Of(string text)
    {
        string source = Tokenizer.Clean(text);
        return new Reading(source, Tokenizer.Tokenize(source), text);
    }

    /// <summary>A reading of the words from a token on; nothing of it is used yet.</summary>
    public Reading From(int first) => first <= 0 ? Of(Original) : first >= Count ? Of(string.Empty) : Of(Source[_tokens[first].Start..]);

    /// <summary>A reading of the words before a token.</summary>
    public Reading Until(int end) => end >= Count ? Of(Source) : end <= 0 ? Of(string.Empty) : Of(Source[.._tokens[end].Start]);

    public bool Has(int index) => index >= 0 && index < Count;

    /// <summary>The token is there, unused and this word.</summary>
    public bool Is(int index, string word) => IsFree(index) && _tokens[index].IsWord(word);

    public bool IsAny(int index, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Is(index, word))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSymbol(int index, char symbol) => IsFree(index) && _tokens[index].IsSymbol(symbol);

    /// <summary>The sign follows directly on the token before.</summary>
    public bool IsGluedSymbol(int index, char symbol) => IsSymbol(index, symbol) && _tokens[index].IsGlued;

    public bool IsNumber(int index) => IsFree(index) && _tokens[index].Kind == TokenKind.Number;

    public bool IsGluedNumber(int index) => IsNumber(index) && _tokens[index].IsGlued;

    public bool IsFree(int index) => Has(index) && !_taken[index];

    public bool IsFree(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (!IsFree(i))
            {
                return false;
            }
        }

        return true;
    }

    public void Take(int first, int count) => _taken.AsSpan(first, count).Fill(true);

    /// <summary>Whether everything outside these tokens says nothing: signs and words like "please".</summary>
    public bool IsAllOf(int first, int count)
    {
        for (int i = 0; i < Count; i++)
        {
            if ((i < first || i >= first + count) && _tokens[i].Kind != TokenKind.Symbol && !(_tokens[i].Kind == TokenKind.Word && FillerWords.Contains(_tokens[i].Text)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The words from a token up to another, as they were written.</summary>
    public string Slice(int first, int end) => first >= end ? string.Empty : Source[_tokens[first].Start.._tokens[end - 1].End];
}
