namespace Concierge;

/// <summary>
/// What the router dispatches to: it answers. Called for one turn of a conversation at a time, and for many conversations in
/// parallel. A turn may run again after a crash or a failure before its commit: effects outside the turn must bear that.
/// </summary>
public interface IService
{
    /// <summary>Answers by <see cref="TurnContext.Reply(string)"/>. Nothing is sent before the turn is committed.</summary>
    ValueTask HandleAsync(TurnContext turn);
}
