namespace Concierge.Ai;

/// <summary>A limit on what models use. What is not set is not limited.</summary>
public sealed record UsageLimit
{
    /// <summary>Input and output tokens, cached ones included; null without limit.</summary>
    public long? Tokens { get; init; }

    /// <summary>Cost in the currency of the price table; null without limit. Models without a price cost nothing.</summary>
    public decimal? Cost { get; init; }

    internal bool Allows(long tokens, decimal cost) => !(tokens > Tokens) && !(cost > Cost);

    internal bool IsSet => Tokens is not null || Cost is not null;
}
