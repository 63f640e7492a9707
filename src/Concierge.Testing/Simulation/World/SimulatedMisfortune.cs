using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>Crashes, stops, freezes, store outages and wrong clocks.</summary>
internal sealed class SimulatedMisfortune
{
    private readonly SimulationWorld _world;
    private readonly Supervisor _supervisor;
    private readonly WorldStore _store;
    private readonly SimulationRandom _random;
    private long _crashAtStep = long.MaxValue;
    private TaskCompletionSource? _crashed;

    public SimulatedMisfortune(SimulationWorld world, Supervisor supervisor)
    {
        _world = world;
        _supervisor = supervisor;
        _store = supervisor.Store;
        _random = world.Random.Fork();
        world.Scheduler.BeforeStep = CrashInStep;
    }

    public async Task HappenAsync()
    {
        for (int i = 0; i < _world.Plan.Crashes; i++)
        {
            await _world.Delay(_random.Seconds(0.1, 12));
            await EndProcessAsync();
            await _world.Delay(_random.Seconds(0.1, 5));
            await KeepAliveAsync();
            await DisturbAsync();
        }

        await KeepAliveAsync();
    }

    private async Task KeepAliveAsync()
    {
        while (_supervisor.Current is null)
        {
            await _supervisor.StartAsync();
        }
    }

    private Task EndProcessAsync() => _random.Next(10) switch
    {
        < 6 => CrashSoonAsync(),
        < 8 => _supervisor.StopAsync(),
        _ when _store.Inner.LeaseTime is null => CrashSoonAsync(),
        _ => _supervisor.FreezeAsync(),
    };

    /// <summary>Counts steps, not seconds: so the crash falls between two awaits of something busy.</summary>
    private async Task CrashSoonAsync()
    {
        _crashed = new TaskCompletionSource();
        _crashAtStep = _world.Scheduler.Steps + _random.Between(1, 300);
        await _crashed.Task;
    }

    private void CrashInStep()
    {
        if (_world.Scheduler.Steps < _crashAtStep)
        {
            return;
        }

        _crashAtStep = long.MaxValue;
        _supervisor.Crash();
        _crashed!.TrySetResult();
    }

    private async Task DisturbAsync()
    {
        if (_world.Plan.StorageFaults > 0 && _random.Chance(0.2))
        {
            _world.Note("the store is away");
            _store.AwayUntil = _world.Clock.Elapsed + _random.Seconds(0.1, 20);
        }

        if (_world.Plan.StepsTheWallClock && _random.Chance(0.5))
        {
            TimeSpan step = _random.Seconds(-3600, 3600);
            _world.Note($"the wall clock steps by {step}");
            _world.Clock.StepWallClock(step);
            _store.RaiseChanged();
        }

        await _world.Delay(_random.Seconds(0, 3));
    }
}
