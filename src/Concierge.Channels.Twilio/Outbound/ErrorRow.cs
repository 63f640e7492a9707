namespace Concierge.Channels.Twilio.Outbound;

/// <summary>What one of Twilio's error codes means.</summary>
/// <param name="Retry">What has to wait before another try, or null when the message is refused for good.</param>
/// <param name="Reason">The reason of a refusal, and of a message that failed after it was accepted.</param>
/// <param name="Meaning">A sentence for operators.</param>
/// <param name="LeastWait">The least time to wait, or null for the host's back-off.</param>
internal sealed record ErrorRow(RetryScope? Retry, RejectReason Reason, string Meaning, TimeSpan? LeastWait = null);
