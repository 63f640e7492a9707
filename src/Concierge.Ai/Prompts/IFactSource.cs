namespace Concierge.Ai;

/// <summary>Looks facts up for a turn. Registered as a singleton it serves every AI service. Thread-safe.</summary>
public interface IFactSource
{
    /// <summary>What may help to answer; empty where there is nothing. An exception leaves the facts out of the turn and is logged.</summary>
    ValueTask<IReadOnlyList<Fact>> FindAsync(TurnContext turn);
}
