namespace Concierge.Ai;

/// <summary>What a model costs per million tokens, in any one currency.</summary>
public sealed record ModelPrice
{
    /// <summary>Input that was not cached.</summary>
    public decimal Input { get; init; }

    /// <summary>Input read from the provider's cache; null for the price of other input.</summary>
    public decimal? CachedInput { get; init; }

    /// <summary>Output, reasoning included.</summary>
    public decimal Output { get; init; }
}
