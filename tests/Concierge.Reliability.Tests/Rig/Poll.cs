namespace Concierge.Reliability.Tests.Rig;

/// <summary>Waits for something to be true, with a deadline.</summary>
internal static class Poll
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It never was; the message says what was waited for.</exception>
    public static Task UntilAsync(Func<bool> condition, TimeSpan deadline, string what) =>
        UntilAsync(() => Task.FromResult(condition()), deadline, what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, TimeSpan, string)"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Pace);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > deadline)
            {
                throw new TimeoutException($"Waited {deadline.TotalSeconds:F0} s for this: {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Lets the world run for a while: for faults at chosen times, never for hoping that something is done.</summary>
    public static async Task ForAsync(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }
}
