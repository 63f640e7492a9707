namespace Concierge.Channels;

/// <summary>Authentic, but not understood: broken JSON, a new kind of event, a missing field. Kept with its bytes.</summary>
public sealed record UnknownEvent : ChannelEvent
{
    /// <summary>Why it was not understood, without content from the payload.</summary>
    public required string Reason { get; init; }
}
