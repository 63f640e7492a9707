namespace Concierge.Outbox;

/// <summary>
/// When an account may send next: at most so many sends in any one second, and none while its provider asked for a pause.
/// Kept in memory: after a restart the provider's own limits hold.
/// </summary>
internal sealed class AccountGate
{
    /// <summary>A little more than a second: the provider's clock ticks where the message arrives, not where it leaves.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.02);

    private readonly Lock _lock = new();
    private readonly DateTimeOffset[]? _slots;
    private int _next;
    private DateTimeOffset _pausedUntil;

    public AccountGate(int? maxPerSecond) => _slots = maxPerSecond is { } max ? new DateTimeOffset[max] : null;

    public DateTimeOffset PausedUntil
    {
        get
        {
            lock (_lock)
            {
                return _pausedUntil;
            }
        }
    }

    public void PauseUntil(DateTimeOffset until)
    {
        lock (_lock)
        {
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    /// <summary>
    /// Reserves the next slot. When it is further away than <paramref name="patience"/> nothing is reserved and its time is
    /// returned as an estimate.
    /// </summary>
    public (bool Reserved, DateTimeOffset At) Reserve(DateTimeOffset now, TimeSpan patience)
    {
        lock (_lock)
        {
            if (_slots is null)
            {
                return (true, now);
            }

            DateTimeOffset oldest = _slots[_next];
            DateTimeOffset at = oldest == default || oldest + Window <= now ? now : oldest + Window;
            if (at - now > patience)
            {
                return (false, at);
            }

            _slots[_next] = at;
            _next = (_next + 1) % _slots.Length;
            return (true, at);
        }
    }
}
