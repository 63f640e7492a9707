namespace Concierge.Turns;

/// <summary>That a turn has said something early, kept with the conversation until the turn's commit: the turn that runs again says nothing twice.</summary>
/// <param name="TurnId">Which turn.</param>
/// <param name="Ordinal">The place in the transcript of what was said.</param>
/// <param name="Lines">How many places before it are kept for the turn's messages, so that they stand in the order in which they were said.</param>
internal sealed record EarlyNote(string TurnId, long Ordinal, int Lines)
{
    public const string StateName = "concierge.early";

    public long First => Ordinal - Lines;
}
