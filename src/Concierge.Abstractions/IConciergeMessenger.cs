using Concierge.Storage;

namespace Concierge;

/// <summary>
/// Messages on the host's own account: notices, reminders, campaigns, now or later. They enter through the conversation's mailbox, in order with
/// everything else, and obey the rules for outgoing messages: opt-out, block list, quiet hours, the service window. A call completes
/// when the wish is durable, not when it is sent; what became of it is in the transcript. Thread-safe.
/// </summary>
public interface IConciergeMessenger
{
    /// <summary>Sends a message in a conversation that exists.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="message">What to send; its <see cref="OutboundMessage.Purpose"/> says why.</param>
    /// <param name="at">Not before this time; null for now. With <see cref="CancelAsync"/> it can be taken back until then.</param>
    /// <param name="id">
    /// The host's own name for it, for example an order number: the same one within the deduplication retention is sent once. Null makes one.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<SendTicket> SendAsync(
        ConversationId conversation, OutboundMessage message, DateTimeOffset? at = null, string? id = null, CancellationToken cancellationToken = default);

    /// <summary>As the other, to a person by address; the conversation is opened when there is none.</summary>
    ValueTask<SendTicket> SendAsync(
        AccountKey account, ContactAddress to, OutboundMessage message, DateTimeOffset? at = null, string? id = null, CancellationToken cancellationToken = default);

    /// <summary>Takes back what was to be sent later. Without effect when it is on its way.</summary>
    ValueTask<AppendStatus> CancelAsync(ConversationId conversation, string id, CancellationToken cancellationToken = default);
}
