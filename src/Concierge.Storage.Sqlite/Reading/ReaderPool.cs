using System.Collections.Concurrent;
using System.Text.Json;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Reading;

/// <summary>A few connections that read without waiting for the writer.</summary>
internal sealed class ReaderPool(SqliteFile file) : IDisposable
{
    private const int MaxIdle = 4;

    private readonly ConcurrentBag<StoreReader> _idle = [];
    private int _generation;
    private bool _closed;

    /// <summary>Reads on the calling thread.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public T Read<T, TArgument>(Func<StoreReader, TArgument, T> read, TArgument argument)
    {
        try
        {
            StoreReader reader = Rent();
            try
            {
                return read(reader, argument);
            }
            finally
            {
                Return(reader);
            }
        }
        catch (SqliteFailure failure)
        {
            throw new StoreUnavailableException(
                failure.IsDamage ? "A part of the database is damaged. Restore it from a backup." : "The database cannot be read. Check the disk and the system log.", failure);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or OverflowException)
        {
            throw new StoreUnavailableException("A row of the database was damaged on the disk. Restore it from a backup.", exception);
        }
    }

    /// <summary>Closes the connections, those in use when they come back.</summary>
    public void CloseAll()
    {
        Interlocked.Increment(ref _generation);
        while (_idle.TryTake(out StoreReader? reader))
        {
            reader.Dispose();
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _closed, true);
        CloseAll();
    }

    private StoreReader Rent()
    {
        if (Volatile.Read(ref _closed))
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        return _idle.TryTake(out StoreReader? reader) ? reader : Open();
    }

    private StoreReader Open()
    {
        int generation = Volatile.Read(ref _generation);
        Database database = file.OpenReader();
        try
        {
            return new StoreReader(database, generation);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Return(StoreReader reader)
    {
        if (reader.Generation == Volatile.Read(ref _generation) && _idle.Count < MaxIdle)
        {
            _idle.Add(reader);
        }
        else
        {
            reader.Dispose();
        }
    }
}
