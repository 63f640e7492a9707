using Concierge.Testing.Time;

namespace Concierge.Testing.Tests;

public sealed class VirtualTimeProviderTests
{
    private readonly VirtualTimeProvider _clock = new();

    [Fact]
    public void Advance_TimersInBetween_FireInOrderAtTheirTimes()
    {
        List<double> fired = [];
        void Note(object? _) => fired.Add(_clock.Elapsed.TotalSeconds);
        using ITimer late = _clock.CreateTimer(Note, null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using ITimer early = _clock.CreateTimer(Note, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using ITimer periodic = _clock.CreateTimer(Note, null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(5));

        fired.Should().Equal(1, 2, 3, 4);
        _clock.GetUtcNow().Should().Be(_clock.Start.AddSeconds(5));
    }

    [Fact]
    public void Advance_DisposedOrChangedTimer_DoesNotFireAtItsOldTime()
    {
        int fired = 0;
        ITimer disposed = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        ITimer changed = _clock.CreateTimer(_ => fired += 10, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        changed.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(5));
        fired.Should().Be(0);

        _clock.Advance(TimeSpan.FromSeconds(5));
        fired.Should().Be(10);
        disposed.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan).Should().BeFalse();
    }

    [Fact]
    public void Timestamps_OddFrequency_MeasureElapsedTime()
    {
        long start = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromSeconds(90));

        _clock.TimestampFrequency.Should().NotBe(TimeSpan.TicksPerSecond).And.NotBe(1000);
        _clock.GetElapsedTime(start).Should().BeCloseTo(TimeSpan.FromSeconds(90), TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public async Task Advance_TaskDelay_Completes()
    {
        Task delay = Task.Delay(TimeSpan.FromDays(30), _clock);

        _clock.Advance(TimeSpan.FromDays(29));
        delay.IsCompleted.Should().BeFalse();

        _clock.Advance(TimeSpan.FromDays(1));
        await delay;
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-86400)]
    public void StepWallClock_R13_LeavesTimersAndTimestampsAlone(int seconds)
    {
        int fired = 0;
        using ITimer timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        long start = _clock.GetTimestamp();

        _clock.StepWallClock(TimeSpan.FromSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(9));

        fired.Should().Be(0);
        _clock.GetUtcNow().Should().Be(_clock.Start.AddSeconds(9 + seconds));
        _clock.GetElapsedTime(start).TotalSeconds.Should().BeApproximately(9, 0.001);
        _clock.Advance(TimeSpan.FromSeconds(1));
        fired.Should().Be(1);
    }

    [Fact]
    public void CreateTimer_FromManyThreads_LosesNone()
    {
        int fired = 0;
        Parallel.For(0, 1000, i => _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromMilliseconds(i), Timeout.InfiniteTimeSpan));

        _clock.Advance(TimeSpan.FromSeconds(1));

        fired.Should().Be(1000);
    }

    [Fact]
    public void Advance_Backwards_IsRefused() =>
        _clock.Invoking(clock => clock.Advance(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
}
