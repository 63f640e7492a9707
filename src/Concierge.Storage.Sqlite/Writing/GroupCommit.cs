using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>
/// The one writer. Whatever waits is executed in one transaction, made durable with one fsync and then completed. Who comes
/// while nobody writes leads: it writes on its own thread, without a hop. What came meanwhile goes on on the thread pool, so that
/// no caller writes for the others without end.
/// </summary>
internal sealed class GroupCommit(WriterLink link) : IThreadPoolWorkItem
{
    private const int MaxBatch = 512;
    private const int Idle = 0;
    private const int Leading = 1;
    private const int Stopped = 2;

    private readonly ConcurrentQueue<WriteOperation> _waiting = new();
    private readonly List<WriteOperation> _batch = [];
    private int _phase;

    /// <summary>Queues an operation in the order of calls and sees to it that somebody writes.</summary>
    public void Enqueue(WriteOperation operation)
    {
        _waiting.Enqueue(operation);
        switch (Interlocked.CompareExchange(ref _phase, Leading, Idle))
        {
            case Idle:
                RunBatch();
                HandOn();
                break;
            case Stopped:
                RefuseWaiting();
                break;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (!_waiting.IsEmpty)
        {
            RunBatch();
        }

        HandOn();
    }

    /// <summary>Waits until nobody writes and keeps it so.</summary>
    public void Stop()
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref _phase, Stopped, Idle) == Leading)
        {
            spin.SpinOnce();
        }

        RefuseWaiting();
    }

    private void RefuseWaiting()
    {
        while (_waiting.TryDequeue(out WriteOperation? operation))
        {
            operation.Fail(WriterLink.Closed());
        }
    }

    private void HandOn()
    {
        if (_waiting.IsEmpty)
        {
            Interlocked.Exchange(ref _phase, Idle);
            if (_waiting.IsEmpty || Interlocked.CompareExchange(ref _phase, Leading, Idle) != Idle)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
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
            foreach (WriteOperation operation in operations)
            {
                operation.Apply(session.State);
            }
        }

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
