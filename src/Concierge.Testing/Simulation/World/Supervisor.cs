using Concierge.Channels;
using Concierge.Testing.Simulation.Scheduling;

namespace Concierge.Testing.Simulation.World;

/// <summary>Starts processes and ends them: at once, politely, or after a while of being neither dead nor alive.</summary>
internal sealed class Supervisor(SimulationWorld world, SimulationStore store) : IDisposable
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly SimulationRandom _random = world.Random.Fork();
    private readonly List<SimulatedProcess> _processes = [];

    public WorldStore Store { get; } = new(world, store);

    /// <summary>Set once: the network needs the provider, which needs this.</summary>
    public SimulatedProvider Provider { get; set; } = null!;

    /// <summary>The process that the load balancer knows; null while there is none.</summary>
    public SimulatedProcess? Current { get; private set; }

    public int Ends { get; private set; }

    public async Task StartAsync()
    {
        var process = new SimulatedProcess(world, Store, Provider, _processes.Count + 1);
        _processes.Add(process);
        world.Note($"process {process.Number} starts");
        if (await process.StartAsync())
        {
            Current = process;
        }
    }

    public void Crash()
    {
        if (Current is not { } process)
        {
            return;
        }

        world.Note($"process {process.Number} crashes");
        Current = null;
        End(process, interrupts: true);
    }

    public async Task StopAsync()
    {
        if (Current is not { } process)
        {
            return;
        }

        world.Note($"process {process.Number} stops");
        Current = null;
        Task stopped = process.StopAsync();
        await Task.WhenAny(stopped, world.Delay(StopTimeout));

        // Who was asked to stop and did leaves no send behind whose outcome nobody knows.
        End(process, interrupts: !stopped.IsCompleted);
    }

    /// <summary>The process stands still, another takes over, and the first goes on as if nothing had happened.</summary>
    public async Task FreezeAsync()
    {
        if (Current is not { } process)
        {
            return;
        }

        world.Note($"process {process.Number} freezes");
        Ends++;
        Current = null;
        process.Context.Freeze();
        world.Ledger.Interrupt(process.Number);
        await world.Delay(_random.Seconds(0, 5));
        await StartAsync();
        await world.Delay(_random.Seconds(0, 30));
        world.Note($"process {process.Number} thaws");
        process.Context.Thaw();
        await world.Delay(_random.Seconds(0, 20));
        world.Note($"process {process.Number} is ended");
        process.Context.Kill();
        world.Ledger.Interrupt(process.Number);
    }

    /// <summary>The status, or null when no answer came.</summary>
    public async Task<int?> PostWebhookAsync(IReadOnlyList<ChannelEvent> events)
    {
        if (Current is not { } process)
        {
            return null;
        }

        Task<int> answer = process.AcceptAsync(events, WebhookTimeout);
        await Task.WhenAny(answer, world.Delay(WebhookTimeout));
        return answer.IsCompletedSuccessfully ? answer.Result : null;
    }

    /// <summary>Lets a colleague act; false when no process could take it.</summary>
    public Task<bool> ActAsync(Func<IConciergeDesk, ValueTask<Storage.AppendStatus>> action) => ActAsync<IConciergeDesk>(action);

    /// <summary>Lets the host act; false when no process could take it.</summary>
    public async Task<bool> ActAsync<TService>(Func<TService, ValueTask<Storage.AppendStatus>> action)
        where TService : notnull
    {
        if (Current is not { } process)
        {
            return false;
        }

        Task<bool> done = process.ActAsync(action);
        await Task.WhenAny(done, world.Delay(WebhookTimeout));
        return done.IsCompletedSuccessfully && done.Result;
    }

    public void Dispose()
    {
        foreach (SimulatedProcess process in _processes)
        {
            process.Context.Kill();
            process.Dispose();
        }
    }

    private void End(SimulatedProcess process, bool interrupts)
    {
        Ends++;
        process.Context.Kill();
        if (interrupts)
        {
            world.Ledger.Interrupt(process.Number);
        }

        store.OnProcessDeath();
    }
}
