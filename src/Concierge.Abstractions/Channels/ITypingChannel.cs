namespace Concierge.Channels;

/// <summary>A channel that can show that an answer is being written.</summary>
public interface ITypingChannel
{
    /// <summary>How long the sign stays when not repeated.</summary>
    TimeSpan TypingDuration { get; }

    /// <summary>
    /// Shows the sign. Best effort: returns false where it failed, never throws for it. On some channels it also marks
    /// <paramref name="messageId"/> as read.
    /// </summary>
    ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, string? messageId, CancellationToken cancellationToken);
}
