namespace Concierge.Forms.Parsing;

/// <summary>A word, a run of digits, or a sign of a text.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">Without case and accents.</param>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Where it ends in the source.</param>
/// <param name="IsGlued">Nothing stands between it and the token before.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End, bool IsGlued)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && string.Equals(Text, word, StringComparison.Ordinal);

    public bool IsSymbol(char symbol) => Kind == TokenKind.Symbol && Text.Length == 1 && Text[0] == symbol;
}
