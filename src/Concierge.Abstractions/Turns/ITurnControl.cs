using Concierge.Channels;

namespace Concierge;

/// <summary>What the pipeline lends to a turn while it runs. Services use it through <see cref="TurnContext"/>.</summary>
public interface ITurnControl
{
    /// <summary>Names the turn: the same when it runs again after a crash or a failure, never the same for another turn.</summary>
    string TurnId { get; }

    /// <summary>Makes what the turn keeps under these names durable now.</summary>
    ValueTask CheckpointAsync(IEnumerable<string> stateNames, CancellationToken cancellationToken);

    /// <summary>Something was said early in this turn (<see cref="ReplyEarlyAsync"/>), in an earlier life of it or in this one.</summary>
    bool HasRepliedEarly { get; }

    /// <summary>Owes a text before the turn's commit and sends it while the turn goes on. False when it was not said.</summary>
    ValueTask<bool> ReplyEarlyAsync(string text, CancellationToken cancellationToken);

    /// <summary>Takes the texts and files that wait directly behind the turn's own messages; empty where there are none.</summary>
    ValueTask<IReadOnlyList<MessageReceived>> TakeNewerAsync(CancellationToken cancellationToken);
}
