using Concierge.Channels;
using Concierge.Storage;

namespace Concierge;

/// <summary>
/// What colleagues and the host's own code do to conversations. Everything enters through the conversation's mailbox, in
/// order with everything else; a call completes when it is durable there, not when it has had its effect. Thread-safe.
/// </summary>
public interface IConciergeDesk
{
    /// <summary>A colleague takes over. The bot starts no send after this is handled.</summary>
    ValueTask<AppendStatus> TakeOverAsync(ConversationId conversation, string? by, CancellationToken cancellationToken = default);

    /// <summary>The conversation goes back to the bot.</summary>
    ValueTask<AppendStatus> HandBackAsync(ConversationId conversation, string? by, CancellationToken cancellationToken = default);

    /// <summary>
    /// A colleague approves or refuses an action that waits for it, for example a tool of an AI service with operator approval. It is done at most once; a decision about
    /// an action that does not wait any more has no effect.
    /// </summary>
    /// <param name="conversation">Which conversation.</param>
    /// <param name="actionId">Which action: the id that the hand-off's summary names.</param>
    /// <param name="isApproved">Whether it may be done.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<AppendStatus> DecideAsync(ConversationId conversation, string actionId, bool isApproved, string? by, CancellationToken cancellationToken = default);

    /// <summary>A colleague, or the host itself, writes to the person.</summary>
    ValueTask<AppendStatus> ReplyAsync(ConversationId conversation, OutboundMessage message, string? by, CancellationToken cancellationToken = default);
}
