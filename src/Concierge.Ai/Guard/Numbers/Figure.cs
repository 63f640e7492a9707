namespace Concierge.Ai.Guard.Numbers;

/// <summary>A number in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Values">What it may mean: "1.234" is a thousand to some and one and a bit to others. Empty where it is no quantity.</param>
/// <param name="Digits">Its digits, and the letters of an account number.</param>
internal sealed record Figure(int Start, int End, FigureKind Kind, IReadOnlyList<decimal> Values, string Digits)
{
    public bool IsPercentage { get; init; }

    public Figure As(FigureKind kind) => this with { Kind = kind };
}
