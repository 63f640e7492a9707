using System.Text.Json.Serialization;

namespace Concierge.Channels;

/// <summary>Something a provider reported. A channel's reader makes these; they are immutable.</summary>
public abstract record ChannelEvent : ConversationInput
{
    private protected ChannelEvent()
    {
    }

    /// <summary>
    /// The provider's own id of the number or account the event is for (Meta: <c>phone_number_id</c>), or null where the
    /// payload names none; then it belongs to the account whose secret verified the webhook.
    /// </summary>
    public string? AccountId { get; init; }

    /// <summary>When it happened by the provider's clock, or null.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>
    /// The provider's bytes for this one event, for what the model does not cover. During <see cref="IChannel.Read"/> it may
    /// point into the request's buffer; whoever keeps the event copies it. Kept in the mailbox beside the event, not inside it.
    /// </summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Raw { get; init; }
}
