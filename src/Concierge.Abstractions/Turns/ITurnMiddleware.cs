namespace Concierge;

/// <summary>
/// A step of the turn pipeline. The first added is the outermost. One instance serves all turns at once: keep no state of
/// a turn in it. Not calling <c>next</c> ends the turn: what was replied so far is sent, the messages count as handled.
/// </summary>
public interface ITurnMiddleware
{
    /// <summary>Runs the step. An exception fails the turn: nothing of it is kept and it is tried again.</summary>
    ValueTask InvokeAsync(TurnContext turn, TurnDelegate next);
}
