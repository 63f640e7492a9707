namespace Concierge.Ai;

/// <summary>What was read out of a text.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Value">The record, or default where nothing valid was found.</param>
/// <param name="Confidence">0 to 1, by the model's own word; 1 where no model was needed; 0 without a value.</param>
/// <param name="Error">Why there is no value, as a sentence without the text; else null.</param>
public sealed record Extraction<T>(T? Value, double Confidence, string? Error)
{
    /// <summary>Whether the model was asked.</summary>
    public bool UsedModel { get; init; }

    /// <summary>What the requests used; null where no model was asked or it did not say.</summary>
    public Microsoft.Extensions.AI.UsageDetails? Usage { get; init; }
}
