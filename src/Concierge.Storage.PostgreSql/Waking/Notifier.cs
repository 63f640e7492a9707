using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql.Waking;

/// <summary>
/// Tells the other nodes that there is work, when nobody here is free to take it. Many reasons within a moment make one
/// notification, sent outside of every transaction: PostgreSQL lets notifying transactions commit only one after the other.
/// </summary>
internal sealed class Notifier(PostgreSqlDatabase database, PostgreSqlOptions options, WakeSignal signal, TimeProvider clock)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    private int _requested;

    public void Wake()
    {
        bool isTaken = signal.HasWaiter;
        signal.Set();
        if (!isTaken && options.Notifications && Interlocked.Exchange(ref _requested, 1) == 0)
        {
            _ = SendAsync();
        }
    }

    private async Task SendAsync()
    {
        await Task.Delay(Moment, clock);
        Interlocked.Exchange(ref _requested, 0);
        try
        {
            await database.RunAsync(connection => new SqlCommand("SELECT pg_notify($1, '')").Text(options.Schema).ExecuteAsync(connection));
        }
        catch (StoreUnavailableException)
        {
            // Noted by the database. The others poll.
        }
    }
}
