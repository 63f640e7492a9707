using System.Collections.Concurrent;
using Concierge.Testing.Time;

namespace Concierge.Testing;

/// <summary>
/// Runs everything of a test host on the thread that drives it, until nothing can run any more. A turn that waits for the
/// virtual clock moves it; a turn that waits for something real is given real time.
/// </summary>
internal sealed class HostLoop(VirtualTimeProvider clock)
{
    private readonly BlockingCollection<(HostContext Context, SendOrPostCallback Callback, object? State)> _queue = [];
    private bool _isRunning;

    /// <summary>How long something real may be silent before the virtual clock moves on or, without a timer, the test fails.</summary>
    public TimeSpan RealPatience { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a turn may wait for something real.</summary>
    public TimeSpan RealTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What runs and may wait.</summary>
    public HostActivity Activity { get; } = new();

    public void Enqueue(HostContext context, SendOrPostCallback callback, object? state) => _queue.Add((context, callback, state));

    /// <summary>Runs <paramref name="work"/> and everything that follows from it.</summary>
    public void Run(HostContext context, Func<Task> work)
    {
        Task? done = null;
        Drive(() =>
        {
            Enqueue(context, _ => done = work(), null);
            Settle();
            while (done is { IsCompleted: false } && FireNext(TimeSpan.MaxValue))
            {
                Settle();
            }
        });
        if (done is not { IsCompleted: true })
        {
            throw new InvalidOperationException("The host did not come to an end: something waits for an event that nobody will send.");
        }

        done.GetAwaiter().GetResult();
    }

    /// <summary>Lets virtual time pass.</summary>
    public void Advance(TimeSpan by) => Drive(() =>
    {
        TimeSpan target = clock.Elapsed + by;
        Settle();
        while (FireNext(target))
        {
            Settle();
        }

        clock.MoveTo(target);
        Settle();
    });

    private void Drive(Action drive)
    {
        if (_isRunning)
        {
            throw new InvalidOperationException("The test host is driven from inside a turn or from two threads. Drive it from the test only, one call at a time.");
        }

        SynchronizationContext? before = SynchronizationContext.Current;
        _isRunning = true;
        try
        {
            drive();
        }
        finally
        {
            _isRunning = false;
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Settle()
    {
        while (true)
        {
            while (_queue.TryTake(out (HostContext Context, SendOrPostCallback Callback, object? State) item))
            {
                Execute(item.Context, item.Callback, item.State);
            }

            if (!Activity.IsBusy || !WaitForMore())
            {
                return;
            }
        }
    }

    /// <summary>A turn runs and nothing can be done for it here: it waits for the outside world or for the clock.</summary>
    private bool WaitForMore()
    {
        if (_queue.TryTake(out (HostContext Context, SendOrPostCallback Callback, object? State) item, RealPatience))
        {
            Execute(item.Context, item.Callback, item.State);
            return true;
        }

        if (Activity.NextDue is { } due)
        {
            FireNext(due);
            return true;
        }

        if (_queue.TryTake(out item, RealTimeout))
        {
            Execute(item.Context, item.Callback, item.State);
            return true;
        }

        return false;
    }

    private bool FireNext(TimeSpan notAfter)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        return clock.FireNext(notAfter);
    }

    private static void Execute(HostContext context, SendOrPostCallback callback, object? state)
    {
        if (!context.IsDead)
        {
            SynchronizationContext.SetSynchronizationContext(context);
            callback(state);
        }
    }
}
