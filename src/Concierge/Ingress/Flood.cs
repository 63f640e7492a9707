namespace Concierge.Ingress;

/// <summary>
/// Lets acceptance go before answering while more webhooks come in than can be stored at once: a webhook that waits too long for
/// its 200 is sent again, a turn that begins a little later is not. Nothing is refused or dropped here, and the delay is bounded.
/// </summary>
internal sealed class Flood(TimeProvider clock)
{
    /// <summary>More webhooks than these being stored at one moment are a flood: they queue for the disk.</summary>
    public const int WebhooksAtOnce = 8;

    /// <summary>Turns never begin at a slower pace than this.</summary>
    public static readonly TimeSpan TurnInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>A message that has waited so long is not held back any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _accepting;
    private long _nextTurn;

    public void Enter() => Interlocked.Increment(ref _accepting);

    public void Leave() => Interlocked.Decrement(ref _accepting);

    /// <summary>Completes at once, or during a flood when it is this turn's time to begin.</summary>
    /// <param name="receivedAt">When the turn's message was accepted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask GiveWayAsync(DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _accepting) <= WebhooksAtOnce)
        {
            return default;
        }

        DateTimeOffset now = clock.GetUtcNow();
        return now - receivedAt >= Patience ? default : new ValueTask(Task.Delay(TimeUntilNextTurn(now), clock, cancellationToken));
    }

    private TimeSpan TimeUntilNextTurn(DateTimeOffset now)
    {
        while (true)
        {
            long taken = Volatile.Read(ref _nextTurn);
            long turn = Math.Max(taken, now.UtcTicks) + TurnInterval.Ticks;
            if (Interlocked.CompareExchange(ref _nextTurn, turn, taken) == taken)
            {
                return TimeSpan.FromTicks(turn - now.UtcTicks);
            }
        }
    }
}
