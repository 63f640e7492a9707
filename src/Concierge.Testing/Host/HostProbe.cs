namespace Concierge.Testing;

/// <summary>The outermost step of every turn: tells the loop that a turn runs, and keeps what it throws for the test.</summary>
internal sealed class HostProbe(HostActivity activity, List<Exception> failures) : ITurnMiddleware
{
    public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next) => WatchAsync(() => next(turn));

    public async ValueTask WatchAsync(Func<ValueTask> run)
    {
        activity.Enter();
        try
        {
            await run();
        }
        catch (Exception failure)
        {
            failures.Add(failure);
            throw;
        }
        finally
        {
            activity.Leave();
        }
    }
}
