using Concierge.Storage.Sqlite.Native;
using Concierge.Storage.Sqlite.Reading;
using Concierge.Storage.Sqlite.State;
using Concierge.Storage.Sqlite.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Storage.Sqlite;

/// <summary>What the stores share: one file, one writer, some readers and what is kept in memory.</summary>
internal sealed class SqliteEngine : IStoreInitializer, IDisposable
{
    private const int AliasCapacity = 100_000;

    private readonly SqliteOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly GroupCommit _writer;
    private bool _disposed;

    public SqliteEngine(IOptions<SqliteOptions> options, TimeProvider clock, ILogger<SqliteEngine> logger)
    {
        _options = options.Value;
        _clock = clock;
        _logger = logger;
        if (!SqliteFile.TryParse(_options.ConnectionString, out string? path, out string? problem))
        {
            throw new InvalidOperationException($"{SqliteOptions.Section}:ConnectionString {problem}");
        }

        File = new SqliteFile(path, _options.Synchronous);
        State = new StoreState(clock);
        Readers = new ReaderPool(File);
        Link = new WriterLink(File, State, Readers, _options.MaxBacklog, clock, logger);
        _writer = new GroupCommit(Link);
    }

    public SqliteFile File { get; }

    public StoreState State { get; }

    public ReaderPool Readers { get; }

    public WriterLink Link { get; }

    /// <summary>The aliases that were asked for lately.</summary>
    public AliasCache Aliases { get; } = new(AliasCapacity);

    /// <summary>The version of SQLite; null before it is open.</summary>
    public SqliteLibrary? Library { get; private set; }

    public TimeProvider Clock => _clock;

    public DateTimeOffset Now => _clock.GetUtcNow();

    public ILogger Logger => _logger;

    public ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        long began = _clock.GetTimestamp();
        SqliteLibrary library = SqliteLibrary.Load();
        File.Acquire();
        try
        {
            Link.Open(File.Path);
        }
        catch (SqliteFailure failure)
        {
            File.Dispose();
            throw new InvalidOperationException(Explain(failure), failure);
        }
        catch
        {
            File.Dispose();
            throw;
        }

        Library = library;
        _logger.Opened(library.VersionText, library.Name, File.Path, State.Waiting, (long)_clock.GetElapsedTime(began).TotalMilliseconds);
        if (_options.Synchronous == SqliteSynchronous.Normal)
        {
            _logger.SynchronousNormal();
        }

        return default;
    }

    /// <summary>Writes; completes when it is durable. The token ends the wait, not the write.</summary>
    public Task<TResult> WriteAsync<TResult>(WriteOperation<TResult> operation, CancellationToken cancellationToken = default)
    {
        _writer.Enqueue(operation);
        Task<TResult> completion = operation.Completion;
        return completion.IsCompleted || !cancellationToken.CanBeCanceled ? completion : completion.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _writer.Stop();
        Readers.Dispose();
        Link.Dispose();
        File.Dispose();
    }

    private string Explain(SqliteFailure failure) => failure.Code switch
    {
        SqliteCode.NotADatabase or SqliteCode.Corrupt => $"The file {File.Path} is damaged or not a database. Restore it from a backup, or name another file in {SqliteOptions.Section}:ConnectionString.",
        SqliteCode.Full => $"The disk that holds {File.Path} is full. Free some space and start again.",
        SqliteCode.Busy or SqliteCode.Locked => $"The database {File.Path} is locked by another program. Close it and start again.",
        _ => $"The database {File.Path} cannot be opened. Check the access rights of the file and its folder. {failure.Message}",
    };
}
