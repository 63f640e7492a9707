namespace Concierge.Ai.Remote;

/// <summary>What the store has under a tool's name: a web service that was registered at run time, or without a definition the switch of a tool from elsewhere.</summary>
internal sealed record ActionRecord
{
    public ActionDefinition? Definition { get; init; }

    public bool IsOff { get; init; }
}
