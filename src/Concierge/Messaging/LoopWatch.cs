namespace Concierge.Messaging;

/// <summary>What the last text was and when it was handled, how many messages had been sent by then, and how often it went on like that.</summary>
internal sealed record LoopWatch(int Hash, DateTimeOffset At, long Sent, int Count, DateTimeOffset Since, DateTimeOffset? SilentUntil);
