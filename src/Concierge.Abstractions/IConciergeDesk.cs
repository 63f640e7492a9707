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

    /// <summary>
    /// Changes what is known of the person: name, language, labels, roles, fields, consent, block. What is null in the command stays as it is.
    /// </summary>
    ValueTask<AppendStatus> UpdateProfileAsync(ConversationId conversation, UpdateProfileCommand update, CancellationToken cancellationToken = default);

    /// <summary>
    /// Two contacts are one person. Labels, roles, fields, codes, name, language and consent of both are then known in both conversations; where both say
    /// something <paramref name="into"/> is right, and an opt-out or a block in one of them is one in both. On one account the person has one conversation
    /// afterwards: what is written to <paramref name="from"/> is answered in <paramref name="into"/>, where its addresses are known, too. The transcripts, and
    /// conversations on two accounts, stay apart. Cannot be undone.
    /// </summary>
    /// <exception cref="ArgumentException">One of them does not exist or is no chat of two, both are the same, or their accounts belong to different tenants.</exception>
    ValueTask<AppendStatus> MergeAsync(ConversationId from, ConversationId into, string? by, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes everything that is stored about the person of this conversation and of those that were merged on its account, whatever waits or is owed included. What the person writes
    /// afterwards begins a new conversation; what the provider repeats or reports late has no effect. Subscribers of events are told
    /// <see cref="Events.ConciergeEventTypes.ConversationErased"/>. Cannot be undone.
    /// </summary>
    /// <exception cref="NotSupportedException">The store does not implement <see cref="IErasureStore"/>.</exception>
    ValueTask<AppendStatus> EraseAsync(ConversationId conversation, CancellationToken cancellationToken = default);
}
