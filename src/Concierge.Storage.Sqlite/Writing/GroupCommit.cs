using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>
/// The one writer. Whatever waits is executed in one transaction, made durable with one fsync and then completed. It has a thread
/// of its own because an fsync blocks: on the thread of a caller it would hold up the very work that fills the next batch, on a
/// machine with one core all of it.
/// </summary>
internal sealed class GroupCommit(WriterLink link)
{
    private const int MaxBatch = 512;

    /// <summary>How long what was erased may stay in the log because somebody reads, when nothing else is written. A thread that waits cannot wait on the injected time.</summary>
    private static readonly TimeSpan CleanUpPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<WriteOperation> _waiting = new();
    private readonly List<WriteOperation> _batch = [];
    private readonly AutoResetEvent _signal = new(initialState: false);
    private readonly Lock _starting = new();
    private Thread? _writer;
    private int _signalled;
    private bool _stopped;

    /// <summary>Queues an operation in the order of calls and sees to it that it is written.</summary>
    public void Enqueue(WriteOperation operation)
    {
        _waiting.Enqueue(operation);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _writer) is null)
        {
            Start();
        }

        if (Volatile.Read(ref _stopped))
        {
            FailWaiting();
        }
        else if (Interlocked.Exchange(ref _signalled, 1) == 0)
        {
            _signal.Set();
        }
    }

    /// <summary>Waits until nobody writes and keeps it so.</summary>
    public void Stop()
    {
        lock (_starting)
        {
            Volatile.Write(ref _stopped, true);
            Interlocked.MemoryBarrier();
        }

        _signal.Set();
        _writer?.Join();
        FailWaiting();
    }

    private void Start()
    {
        lock (_starting)
        {
            if (_writer is null && !_stopped)
            {
                var writer = new Thread(Write) { IsBackground = true, Name = "Concierge SQLite writer" };
                writer.UnsafeStart();
                Volatile.Write(ref _writer, writer);
            }
        }
    }

    private void Write()
    {
        while (!Volatile.Read(ref _stopped))
        {
            if (!_signal.WaitOne(link.WantsCleanUp ? CleanUpPause : Timeout.InfiniteTimeSpan))
            {
                link.CleanUp();
                continue;
            }

            Interlocked.Exchange(ref _signalled, 0);
            while (!_waiting.IsEmpty && !Volatile.Read(ref _stopped))
            {
                RunBatch();
            }
        }
    }

    private void FailWaiting()
    {
        while (_waiting.TryDequeue(out WriteOperation? operation))
        {
            operation.Fail(WriterLink.Closed());
        }
    }

    private void RunBatch()
    {
        _batch.Clear();
        while (_batch.Count < MaxBatch && _waiting.TryDequeue(out WriteOperation? operation))
        {
            _batch.Add(operation);
        }

        try
        {
            RunTogether(Batch());
        }
        catch (SqliteFailure failure) when (failure.IsFatal)
        {
            FailAll(link.Break(failure));
        }
        catch (SqliteFailure failure) when (failure.IsLocked)
        {
            // Trying them one by one would have each wait for the lock, one behind the other.
            FailAll(link.Wait(failure));
        }
        catch (StoreUnavailableException exception)
        {
            FailAll(exception);
        }
        catch (Exception)
        {
            RunOneByOne();
        }
    }

    private ReadOnlySpan<WriteOperation> Batch() => CollectionsMarshal.AsSpan(_batch);

    private void RunTogether(ReadOnlySpan<WriteOperation> operations)
    {
        WriteSession session = link.Session();
        try
        {
            lock (session.State.Gate)
            {
                session.Begin();
                foreach (WriteOperation operation in operations)
                {
                    operation.Execute(session);
                }
            }

            session.Commit();
        }
        catch
        {
            link.Rollback();
            throw;
        }

        link.Committed();
        lock (session.State.Gate)
        {
            session.Apply();
            foreach (WriteOperation operation in operations)
            {
                operation.Apply(session.State);
            }
        }

        link.CleanUp();
        foreach (WriteOperation operation in operations)
        {
            operation.Complete();
        }
    }

    /// <summary>One of the batch failed on its own account: the others must not suffer for it.</summary>
    private void RunOneByOne()
    {
        for (int i = 0; i < _batch.Count; i++)
        {
            try
            {
                RunTogether(Batch().Slice(i, 1));
            }
            catch (SqliteFailure failure) when (failure.IsFatal)
            {
                _batch[i].Fail(link.Break(failure));
            }
            catch (SqliteFailure failure) when (failure.IsLocked)
            {
                StoreUnavailableException locked = link.Wait(failure);
                for (; i < _batch.Count; i++)
                {
                    _batch[i].Fail(locked);
                }
            }
            catch (StoreUnavailableException exception)
            {
                _batch[i].Fail(exception);
            }
            catch (Exception exception)
            {
                _batch[i].Fail(link.Refuse(exception));
            }
        }
    }

    private void FailAll(StoreUnavailableException exception)
    {
        foreach (WriteOperation operation in _batch)
        {
            operation.Fail(exception);
        }
    }
}
