namespace Concierge.Channels;

/// <summary>
/// A channel whose provider can be asked whether an attempt reached it. Under <c>AmbiguityPolicy.Reconcile</c> it is asked before an attempt
/// whose outcome is unknown is made again.
/// </summary>
public interface ISendLookup
{
    /// <summary>
    /// Looks for the message of an earlier attempt, without any effect. <see cref="SendAccepted"/> when it is there,
    /// <see cref="SendRejected"/> when the provider had it and gave it up, null when it is not there, <see cref="SendRetry"/>
    /// when the provider cannot be asked now.
    /// </summary>
    /// <param name="message">What the attempt sent.</param>
    /// <param name="attempt">The attempt, as it was given to <see cref="IChannel.SendAsync"/>.</param>
    /// <param name="startedAt">When it was made, by this host's clock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<SendResult?> FindSentAsync(OutboundMessage message, SendAttempt attempt, DateTimeOffset startedAt, CancellationToken cancellationToken);
}
