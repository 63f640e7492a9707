namespace Concierge;

/// <summary>
/// Tells the colleagues behind a help desk that a conversation changes hands. The person never sees it, and a channel without
/// a help desk (<see cref="Channels.ChannelCapabilities.HelpDesk"/>) never gets it. Concierge owes it by itself at a hand-off and a hand-back.
/// </summary>
/// <param name="To">Who answers from now on.</param>
public sealed record HandoffMessage(Handling To) : OutboundMessage
{
    /// <summary>What colleagues should know, or null. Personal data.</summary>
    public string? Note { get; init; }

    /// <inheritdoc/>
    public override string Kind => "handoff";
}
