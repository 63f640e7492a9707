using Microsoft.Extensions.Logging;
using Npgsql;

namespace Concierge.Storage.PostgreSql.Database;

/// <summary>The pool of connections. Every use of it is bounded in time, and its failures are <see cref="StoreUnavailableException"/>.</summary>
internal sealed class PostgreSqlDatabase : IAsyncDisposable, IDisposable
{
    private const int MaxRepeats = 3;

    /// <summary>The server gives a statement up after its time. Who has not said so by then does not answer at all.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _acceptLimit;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private NpgsqlDataSource _source;
    private bool _isDisposed;
    private string? _trouble;
    private long _failedAt;
    private long? _saidAt;
    private volatile bool _isInTrouble;
    private string? _refused;
    private long _refusedAt;

    public PostgreSqlDatabase(PostgreSqlOptions options, TimeProvider clock, ILogger logger)
    {
        _connectionString = ConnectionSettings.Complete(options);
        _source = NpgsqlDataSource.Create(_connectionString);
        _limit = options.CommandTimeout + Grace;
        _acceptLimit = options.AcceptTimeout < _limit ? options.AcceptTimeout : _limit;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Why the last use failed; null when it worked.</summary>
    public string? LastTrouble => Volatile.Read(ref _trouble);

    /// <summary>A connection outside <see cref="RunAsync"/>, for one who listens. Failures are Npgsql's own.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => Volatile.Read(ref _source).OpenConnectionAsync(cancellationToken);

    /// <summary>Runs something on a connection. The token and the time limit end the wait, not what was sent: the server may still do it.</summary>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> operation, CancellationToken cancellationToken = default) =>
        RunWithinAsync(_limit, operation, cancellationToken);

    /// <summary>As <see cref="RunAsync"/>, for what a webhook waits for.</summary>
    public Task<T> RunForWebhookAsync<T>(Func<NpgsqlConnection, Task<T>> operation, CancellationToken cancellationToken) =>
        RunWithinAsync(_acceptLimit, operation, cancellationToken);

    /// <summary>Notes a failure and makes of it what callers are told.</summary>
    public StoreUnavailableException Failed(Exception failure)
    {
        string description = Trouble.Describe(failure);
        if (Trouble.IsOfData(failure))
        {
            SayRefused(description);
            return new StoreUnavailableException(description, failure);
        }

        bool say;
        lock (_lock)
        {
            say = _saidAt is null || _clock.GetElapsedTime(_saidAt.Value) >= LogInterval;
            _trouble = description;
            _failedAt = _clock.GetTimestamp();
            _saidAt = say ? _failedAt : _saidAt;
            _isInTrouble = true;
        }

        if (say)
        {
            _logger.Broken(description);
        }

        return failure as StoreUnavailableException ?? new StoreUnavailableException(description, failure);
    }

    public void Dispose() => End().Dispose();

    public ValueTask DisposeAsync() => End().DisposeAsync();

    private async Task<T> RunWithinAsync<T>(TimeSpan limit, Func<NpgsqlConnection, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<T> running = ConnectAndRunAsync(operation);
        try
        {
            // Real time, whatever the host's clock says: what is waited for is a real server.
            T result = await running.WaitAsync(limit, cancellationToken);
            Worked();
            return result;
        }
        catch (Exception failure) when (Trouble.IsOfStore(failure))
        {
            Forget(running);
            throw Failed(failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(running);
            throw;
        }
    }

    private async Task<T> ConnectAndRunAsync<T>(Func<NpgsqlConnection, Task<T>> operation)
    {
        NpgsqlDataSource source = Volatile.Read(ref _source);
        NpgsqlConnection connection;
        try
        {
            connection = await source.OpenConnectionAsync();
        }
        catch (ObjectDisposedException) when (Volatile.Read(ref _source) is var next && next != source)
        {
            source = next;
            connection = await next.OpenConnectionAsync();
        }

        Task<T> running = RunAndCloseAsync(connection, operation);
        try
        {
            return await running.WaitAsync(_limit);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            Forget(running);
            LeaveBehind(source);
            throw;
        }
    }

    private static async Task<T> RunAndCloseAsync<T>(NpgsqlConnection connection, Func<NpgsqlConnection, Task<T>> operation)
    {
        await using (connection)
        {
            for (int again = MaxRepeats; ; again--)
            {
                try
                {
                    return await operation(connection);
                }
                catch (PostgresException failure) when (again > 0 && Trouble.IsUndone(failure))
                {
                    // Nothing of it was done.
                }
            }
        }
    }

    /// <summary>
    /// Connections on which nothing comes back are not waited for: a new pool takes the place of theirs, and each is closed when its
    /// answer or its end comes. Npgsql's own way out asks the server to cancel, and keeps a thread until a server that hangs has heard it.
    /// </summary>
    private void LeaveBehind(NpgsqlDataSource source)
    {
        lock (_lock)
        {
            if (_isDisposed || _source != source)
            {
                return;
            }

            Volatile.Write(ref _source, NpgsqlDataSource.Create(_connectionString));
        }

        source.Dispose();
    }

    private NpgsqlDataSource End()
    {
        lock (_lock)
        {
            _isDisposed = true;
            return _source;
        }
    }

    /// <summary>A provider repeats what is refused, a thousand times if need be.</summary>
    private void SayRefused(string description)
    {
        lock (_lock)
        {
            if (_refused == description && _clock.GetElapsedTime(_refusedAt) < LogInterval)
            {
                return;
            }

            _refused = description;
            _refusedAt = _clock.GetTimestamp();
        }

        _logger.Refused(description);
    }

    private void Worked()
    {
        if (!_isInTrouble)
        {
            return;
        }

        lock (_lock)
        {
            _trouble = null;

            // With a full disk some statements fail while others work: the trouble is over when none has failed for a while.
            if (!_isInTrouble || _clock.GetElapsedTime(_failedAt) < LogInterval)
            {
                return;
            }

            _isInTrouble = false;
            _saidAt = null;
        }

        _logger.Healed();
    }

    /// <summary>Nobody waits any more; its failure is no news.</summary>
    private static void Forget(Task abandoned) =>
        abandoned.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
