using Concierge.Storage.PostgreSql.Database;

namespace Concierge.Storage.PostgreSql.Appending;

/// <summary>
/// How many items wait: counted now and then, and kept up to date in between with what this node adds and removes.
/// </summary>
internal sealed class Backlog(PostgreSqlDatabase database, PostgreSqlOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _count = $"SELECT count(*) FROM {options.Schema}.inbox";
    private readonly string _known = $"SELECT count(*) FROM {options.Schema}.seen WHERE key = ANY ($1)";
    private long _waiting;
    private long _countedAt;
    private int _counting;

    public long Waiting => Math.Max(0, Volatile.Read(ref _waiting));

    public void Change(int by) => Interlocked.Add(ref _waiting, by);

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        long before = Volatile.Read(ref _waiting);
        long count = await database.RunAsync(connection => new SqlCommand(_count).ReadAsync(connection, row => row.GetInt64(0)), cancellationToken);

        // What this node changed meanwhile may be counted or not; the next count puts it right.
        Interlocked.CompareExchange(ref _waiting, count, before);
        Volatile.Write(ref _countedAt, clock.GetTimestamp());
        return count;
    }

    /// <summary>Whether the new ones among these items would be too many with those that wait.</summary>
    public async Task<bool> IsTooMuchAsync(AppendRows rows, int others)
    {
        CountInBackground();
        if (Waiting + others + rows.Count <= options.MaxBacklog)
        {
            return false;
        }

        if (clock.GetElapsedTime(Volatile.Read(ref _countedAt)) > Interval / 5)
        {
            await CountAsync(CancellationToken.None);
        }

        Guid?[] keys = [.. rows.Keys.Distinct()];
        long known = await database.RunAsync(connection => new SqlCommand(_known).Uuids(keys).ReadAsync(connection, row => row.GetInt64(0)));
        long added = rows.KeylessCount + keys.Length - known;
        return added > 0 && Waiting + others + added > options.MaxBacklog;
    }

    /// <summary>Counts anew when the last count is old, for what other nodes added and removed since; waits for nothing.</summary>
    public void CountInBackground()
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _countedAt)) > Interval && Interlocked.Exchange(ref _counting, 1) == 0)
        {
            _ = RefreshAsync();
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await CountAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Noted by the database; the appends find it out for themselves.
        }
        finally
        {
            Volatile.Write(ref _counting, 0);
        }
    }
}
