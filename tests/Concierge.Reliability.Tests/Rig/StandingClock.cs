namespace Concierge.Reliability.Tests.Rig;

/// <summary>The day is as given; timers run in real time.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
