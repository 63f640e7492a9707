namespace Concierge.Ai.Loop;

/// <summary>What a tool asked of its turn.</summary>
internal sealed class CallEffects
{
    public List<OutboundMessage> Replies { get; } = [];

    public HashSet<string> StateNames { get; } = [];

    public bool IsHandedOff { get; set; }

    public string? HandOffSummary { get; set; }

    public bool EndsTurn { get; set; }
}
