namespace Concierge.Forms.Parsing;

internal enum TokenKind
{
    Word,
    Number,
    Symbol,
}
