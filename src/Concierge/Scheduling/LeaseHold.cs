using Concierge.Storage;

namespace Concierge.Scheduling;

/// <summary>
/// Until when this process may believe that a conversation is its own, by a clock that nobody can set. A process that was frozen
/// finds out here, before it sends, what the store would tell it only afterwards.
/// </summary>
internal sealed class LeaseHold
{
    private readonly TimeProvider _clock;
    private long _since;

    public LeaseHold(MailboxLease lease, TimeProvider clock)
    {
        _clock = clock;
        _since = clock.GetTimestamp();
        if (lease.ExpiresAt is { } expires)
        {
            TimeSpan left = expires - clock.GetUtcNow();
            Length = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>How long the lease lasts unless renewed; null for ever.</summary>
    public TimeSpan? Length { get; }

    /// <summary>Nobody else can have the conversation now.</summary>
    public bool IsSure => IsSureFor(TimeSpan.Zero);

    public bool IsSureFor(TimeSpan time) => Length is not { } length || _clock.GetElapsedTime(Volatile.Read(ref _since)) + time < length;

    /// <summary>The store has prolonged the lease some time after it was asked at this timestamp.</summary>
    public void Renewed(long askedAt) => Volatile.Write(ref _since, askedAt);
}
