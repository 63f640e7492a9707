namespace Concierge.Reliability.Tests.Rig;

/// <summary>Starts the host again whenever it has died, as a service manager does.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private readonly World _world;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watch;
    private int _restarts;

    public Supervisor(World world)
    {
        _world = world;
        _watch = WatchAsync();
    }

    public int Restarts => Volatile.Read(ref _restarts);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watch;
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await _world.Host.Ended.WaitAsync(_stopping.Token);
                Interlocked.Increment(ref _restarts);
                _world.Begin();
                await _world.Host.WaitReadyAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
