namespace Concierge;

/// <summary>
/// The escape hatch: the provider's own JSON for a kind that has no type here. The channel adds recipient, quote and
/// attempt id. Refused by other channels.
/// </summary>
/// <param name="Channel">The channel it is written for.</param>
/// <param name="Json">The provider's object.</param>
public sealed record RawMessage(string Channel, string Json) : OutboundMessage
{
    /// <inheritdoc/>
    public override string Kind => "raw";
}
