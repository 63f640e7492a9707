using Concierge.Storage.Sqlite.Native;
using Concierge.Storage.Sqlite.Reading;
using Concierge.Storage.Sqlite.State;
using Microsoft.Extensions.Logging;

namespace Concierge.Storage.Sqlite.Writing;

/// <summary>
/// The connection that writes, and what to do when it fails. After a failed commit nobody knows what is on the disk: the
/// connection is opened again, its log is written home and emptied, and what waits is read again before anything else is acknowledged.
/// Used by one thread at a time.
/// </summary>
internal sealed class WriterLink(SqliteFile file, StoreState state, ReaderPool readers, int maxBacklog, TimeProvider clock, ILogger logger) : IDisposable
{
    private const string FileGone = "The database file was removed or replaced. Put it back, the store then goes on by itself; or start the host again to use the file that is there now.";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(1);

    private WriteSession? _session;
    private long? _triedAt;
    private TimeSpan _pause = ShortestPause;
    private bool _broken;
    private long? _loggedAt;
    private string _reason = "It is not open.";
    private bool _closed;

    /// <summary>Whether the last commit worked.</summary>
    public bool IsHealthy => Volatile.Read(ref _session) is not null && !Volatile.Read(ref _broken);

    public long? LastCommitAt { get; private set; }

    /// <summary>Why it does not work, for operators.</summary>
    public string Reason => _reason;

    public static StoreUnavailableException Closed() => new("The store is closed.");

    /// <summary>Opens the store for the first time.</summary>
    public void Open(string path)
    {
        Database database = file.OpenWriter();
        try
        {
            Schema.Upgrade(database, path);
            Begin(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The open connection; opens it again after a failure.</summary>
    public WriteSession Session()
    {
        if (_session is { } session)
        {
            return session.IsFileGone ? throw Wait(new SqliteFailure(SqliteCode.CannotOpen, "the file is not at its place"), FileGone) : session;
        }

        if (_closed)
        {
            throw Closed();
        }

        if (_triedAt is { } tried && clock.GetElapsedTime(tried) < _pause)
        {
            throw new StoreUnavailableException(_reason);
        }

        long began = clock.GetTimestamp();
        try
        {
            Reopen();
            return _session!;
        }
        catch (SqliteFailure failure)
        {
            throw Break(failure);
        }
        finally
        {
            // Reading a long backlog again and again must not be all that is done.
            TimeSpan pause = 4 * clock.GetElapsedTime(began);
            _pause = pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
        }
    }

    /// <summary>Undoes the running transaction, if the connection is still good for that.</summary>
    public void Rollback()
    {
        try
        {
            _session?.Rollback();
        }
        catch (SqliteFailure failure)
        {
            Break(failure);
        }
    }

    /// <summary>Whether what was erased may still be in the write-ahead log.</summary>
    public bool WantsCleanUp => _session is { WantsEmptyLog: true };

    /// <summary>Removes what was erased from the write-ahead log too. What fails is tried again a little later, after the next commit, and when the store is opened.</summary>
    public void CleanUp()
    {
        if (_session is { WantsEmptyLog: true } session)
        {
            try
            {
                session.TryEmptyLog();
            }
            catch (SqliteFailure failure)
            {
                Refuse(failure);
            }
        }
    }

    public void Committed()
    {
        LastCommitAt = clock.GetUtcNow().UtcTicks;
        if (_broken)
        {
            Volatile.Write(ref _broken, false);
            logger.Healed();
        }
    }

    /// <summary>Gives the connection up.</summary>
    public StoreUnavailableException Break(SqliteFailure failure)
    {
        _session?.Dispose();
        Volatile.Write(ref _session, null);
        Volatile.Write(ref _broken, true);
        _triedAt = clock.GetTimestamp();
        return Say(failure, ReasonOf(failure));
    }

    /// <summary>Keeps the connection: another program holds the lock, and whoever waits is refused until it lets go.</summary>
    public StoreUnavailableException Wait(SqliteFailure failure) => Wait(failure, ReasonOf(failure));

    /// <summary>What one operation is told that failed on its own account.</summary>
    public StoreUnavailableException Refuse(Exception exception)
    {
        LogSeldom(static (log, text) => log.OperationFailed(text), exception.Message);
        return exception is SqliteFailure { IsDamage: true }
            ? new StoreUnavailableException("A part of the database is damaged. Restore it from a backup.", exception)
            : new StoreUnavailableException("The store could not do this: " + exception.Message, exception);
    }

    public void Dispose()
    {
        _closed = true;
        _session?.Dispose();
        _session = null;
    }

    private void Reopen()
    {
        readers.CloseAll();
        Database database = file.OpenWriter();
        try
        {
            WriteLogHome(database);
            Begin(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void WriteLogHome(Database database)
    {
        if (database.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        {
            throw new SqliteFailure(SqliteCode.IoError, "the write-ahead log is in use and cannot be emptied yet");
        }
    }

    private void Begin(Database database)
    {
        long epoch = Schema.NextEpoch(database);
        lock (state.Gate)
        {
            state.Begin(epoch);
            state.Load(database);
        }

        Volatile.Write(ref _session, new WriteSession(database, state, maxBacklog, epoch));
        CleanUp();
    }

    private static string ReasonOf(SqliteFailure failure) => failure.Code switch
    {
        SqliteCode.Full => "The disk is full. Free some space; the store goes on by itself.",
        SqliteCode.ReadOnly or SqliteCode.CannotOpen => "The database cannot be opened for writing. Check the disk and the access rights.",
        SqliteCode.NotADatabase => "The database file is damaged. Restore it from a backup.",
        SqliteCode.Busy or SqliteCode.Locked => "The database is locked by another program. Close it; the store goes on by itself.",
        _ => "The disk does not write. Check the disk and the system log; the store goes on by itself when it works.",
    };

    private StoreUnavailableException Wait(SqliteFailure failure, string reason)
    {
        Volatile.Write(ref _broken, true);
        return Say(failure, reason);
    }

    private StoreUnavailableException Say(SqliteFailure failure, string reason)
    {
        _reason = reason;
        LogSeldom(static (log, text) => log.Broken(text), $"{_reason} ({failure.Message})");
        return new StoreUnavailableException(_reason, failure);
    }

    private void LogSeldom(Action<ILogger, string> write, string text)
    {
        if (_loggedAt is null || clock.GetElapsedTime(_loggedAt.Value) >= LogInterval)
        {
            _loggedAt = clock.GetTimestamp();
            write(logger, text);
        }
    }
}
