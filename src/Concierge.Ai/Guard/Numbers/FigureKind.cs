namespace Concierge.Ai.Guard.Numbers;

/// <summary>What a number in a text is for.</summary>
internal enum FigureKind
{
    /// <summary>A count, a place in a list, a duration, a measure: nobody is misled much by it.</summary>
    Plain,

    /// <summary>A price, a percentage, or as large or exact as one.</summary>
    Amount,

    /// <summary>Compared digit by digit: a phone number, an account, a reference.</summary>
    Digits,
}
