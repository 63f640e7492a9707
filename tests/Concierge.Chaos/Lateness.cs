using Concierge.Reliability.Tests.Rig;

namespace Concierge.Chaos;

/// <summary>
/// How late the rig itself is on a machine that it shares: balancer and callers are in this process, so an answer is seen late by as
/// much, and no node is to blame.
/// </summary>
internal sealed class Lateness : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly Task _watching;
    private volatile bool _isEnding;

    public Lateness() => _watching = WatchAsync();

    /// <summary>The longest that it stood still.</summary>
    public TimeSpan Most { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _isEnding = true;
        await _watching;
    }

    private async Task WatchAsync()
    {
        while (!_isEnding)
        {
            long began = TimeProvider.System.GetTimestamp();
            await Poll.ForAsync(Pace);
            TimeSpan late = TimeProvider.System.GetElapsedTime(began) - Pace;
            Most = late > Most ? late : Most;
        }
    }
}
