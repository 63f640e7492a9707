using System.Collections.Concurrent;
using Concierge.Storage.PostgreSql.Database;
using Concierge.Storage.PostgreSql.Waking;
using Npgsql;

namespace Concierge.Storage.PostgreSql.Appending;

/// <summary>
/// Group commit: while one batch is on its way to the database, the calls that come gather in the next. One transaction, one
/// journey over the network and one fsync serve them all. No thread of its own: the first caller writes.
/// </summary>
internal sealed class AppendQueue(PostgreSqlDatabase database, PostgreSqlOptions options, StoreClock clock, Backlog backlog, Notifier notifier)
{
    private const int MaxItems = 1000;
    private const long MaxBytes = 4 * 1024 * 1024;

    private readonly string _append = $"SELECT {options.Schema}.append_items($1, $2, $3, $4, $5, $6, $7, $8)";
    private readonly ConcurrentQueue<PendingAppend> _waiting = new();
    private int _writing;

    public async ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items)
    {
        if (items.Count == 0)
        {
            return new AppendResult(AppendStatus.Stored, 0, 0);
        }

        var call = new PendingAppend(new AppendRows(items, clock));
        _waiting.Enqueue(call);
        if (Interlocked.CompareExchange(ref _writing, 1, 0) == 0)
        {
            _ = WriteAsync();
        }

        try
        {
            // Real time: a provider waits, whatever the host's clock says.
            return await call.Completion.WaitAsync(options.AcceptTimeout);
        }
        catch (TimeoutException late)
        {
            call.Abandon();
            database.Failed(late);
            return new AppendResult(AppendStatus.Unavailable, 0, 0);
        }
    }

    private async Task WriteAsync()
    {
        do
        {
            while (!_waiting.IsEmpty)
            {
                await WriteBatchAsync();
            }

            Volatile.Write(ref _writing, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.CompareExchange(ref _writing, 1, 0) == 0);
    }

    private async Task WriteBatchAsync()
    {
        List<PendingAppend> batch = [];
        try
        {
            await TakeAsync(batch);
            if (batch.Count > 0)
            {
                await WriteAsync(batch);
            }
        }
        catch (Exception failure) when (batch.Count > 1 && Trouble.IsOfData(failure.InnerException ?? failure))
        {
            await WriteOneByOneAsync(batch);
        }
        catch (Exception failure)
        {
            Fail(batch, failure);
        }
    }

    private async Task TakeAsync(List<PendingAppend> batch)
    {
        int count = 0;
        long bytes = 0;
        while (count < MaxItems && bytes < MaxBytes && _waiting.TryDequeue(out PendingAppend? call))
        {
            if (!call.IsWanted)
            {
                call.Complete(AppendStatus.Unavailable);
                continue;
            }

            batch.Add(call);
            if (await backlog.IsTooMuchAsync(call.Rows, count))
            {
                batch.RemoveAt(batch.Count - 1);
                call.Complete(AppendStatus.Overloaded);
                continue;
            }

            count += call.Rows.Count;
            bytes += call.Rows.Bytes;
        }
    }

    private async Task WriteAsync(List<PendingAppend> batch)
    {
        AppendRows rows = batch[0].Rows;
        int[] ends = new int[batch.Count];
        for (int i = 0; i < batch.Count; i++)
        {
            ends[i] = (i == 0 ? 0 : ends[i - 1]) + batch[i].Rows.Count;
        }

        if (batch.Count > 1)
        {
            rows = new AppendRows([], clock);
            batch.ForEach(call => rows.Add(call.Rows));
        }

        int[] added = await database.RunAsync(connection => SendAsync(connection, rows));
        backlog.Change(added.Length);
        if (added.Length > 0)
        {
            notifier.Wake();
        }

        int next = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            int begin = next;
            while (next < added.Length && added[next] <= ends[i])
            {
                next++;
            }

            batch[i].Complete(AppendStatus.Stored, next - begin);
        }
    }

    private Task<int[]> SendAsync(NpgsqlConnection connection, AppendRows rows) =>
        rows.AddTo(new SqlCommand(_append).Time(clock.Given)).ReadAsync(connection, row => row.GetFieldValue<int[]>(0));

    /// <summary>One of them holds something the database refuses: the others must not suffer for it.</summary>
    private async Task WriteOneByOneAsync(List<PendingAppend> batch)
    {
        foreach (PendingAppend call in batch)
        {
            try
            {
                await WriteAsync([call]);
            }
            catch (Exception failure)
            {
                Fail([call], failure);
            }
        }
    }

    private void Fail(List<PendingAppend> batch, Exception failure)
    {
        if (failure is not StoreUnavailableException)
        {
            database.Failed(failure);
        }

        batch.ForEach(call => call.Complete(AppendStatus.Unavailable));
    }
}
