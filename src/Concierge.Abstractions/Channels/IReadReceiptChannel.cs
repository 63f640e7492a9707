namespace Concierge.Channels;

/// <summary>A channel that can tell the person that a message was read.</summary>
public interface IReadReceiptChannel
{
    /// <summary>Marks a received message, and all before it, as read. Best effort: returns false where it failed, never throws for it.</summary>
    ValueTask<bool> MarkReadAsync(string messageId, CancellationToken cancellationToken);
}
