using Concierge.Storage.PostgreSql.Appending;
using Concierge.Storage.PostgreSql.Database;
using Concierge.Storage.PostgreSql.Schema;
using Concierge.Storage.PostgreSql.Waking;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Concierge.Storage.PostgreSql;

/// <summary>What the stores share: the pool, the clock, the queue of appends and who wakes whom.</summary>
internal sealed class PostgreSqlEngine : IStoreInitializer, IDisposable
{
    private const int OldestVersion = 14;
    private const int AliasCapacity = 100_000;

    private readonly ILogger _logger;
    private readonly NotificationListener _listener;
    private string _version = "not opened";

    public PostgreSqlEngine(IOptions<PostgreSqlOptions> options, TimeProvider clock, ILogger<PostgreSqlEngine> logger)
    {
        Options = options.Value;
        _logger = logger;
        Node = $"{Environment.MachineName}/{Environment.ProcessId}";
        Clock = new StoreClock(clock);
        Database = new PostgreSqlDatabase(Options, clock, logger);
        Signal = new WakeSignal();
        Notifier = new Notifier(Database, Options, Signal, clock);
        _listener = new NotificationListener(Database, Options, Signal, clock, logger);
        Backlog = new Backlog(Database, Options, clock);
        Appends = new AppendQueue(Database, Options, Clock, Backlog, Notifier);
    }

    public PostgreSqlOptions Options { get; }

    public string Node { get; }

    public StoreClock Clock { get; }

    public PostgreSqlDatabase Database { get; }

    public WakeSignal Signal { get; }

    public Notifier Notifier { get; }

    public Backlog Backlog { get; }

    public AppendQueue Appends { get; }

    /// <summary>The aliases that were asked for lately.</summary>
    public AliasCache Aliases { get; } = new(AliasCapacity);

    public string Version => _version;

    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using NpgsqlConnection connection = await Database.OpenAsync(cancellationToken);
            _version = connection.PostgreSqlVersion.ToString();
            await PrepareAsync(connection, cancellationToken);
        }
        catch (Exception failure) when (Trouble.IsOfStore(failure))
        {
            throw new InvalidOperationException(Explain(failure), failure);
        }

        _logger.Opened(_version, Options.Schema, Migrations.Latest, Node, Options.LeaseDuration);
        await Backlog.CountAsync(cancellationToken);
        if (Options.Notifications)
        {
            _listener.Start();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Database.Dispose();
    }

    private async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new InvalidOperationException($"The database server has PostgreSQL {connection.PostgreSqlVersion}; the store needs {OldestVersion} or newer. Upgrade the server, or point {PostgreSqlOptions.Section}:ConnectionString at a newer one.");
        }

        if (await ShowAsync(connection, "SELECT pg_is_in_recovery()::text", cancellationToken) == "true")
        {
            throw new InvalidOperationException($"The database server is a standby and only reads. Point {PostgreSqlOptions.Section}:ConnectionString at the primary, or name all hosts with Target Session Attributes=primary.");
        }

        if (await ShowAsync(connection, "SHOW transaction_read_only", cancellationToken) == "on")
        {
            throw new InvalidOperationException($"Transactions in database {connection.Database} only read: default_transaction_read_only is on. Turn it off for the hosts: ALTER ROLE {connection.UserName} SET default_transaction_read_only = off;");
        }

        if (await ShowAsync(connection, "SHOW server_encoding", cancellationToken) is { } encoding and not "UTF8")
        {
            throw new InvalidOperationException($"The database {connection.Database} has the encoding {encoding}, which cannot hold every text. Create one with it: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;");
        }

        if (await ShowAsync(connection, $"SELECT 'kept' FROM pg_get_keywords() WHERE word = '{Options.Schema}' AND catcode IN ('R', 'T')", cancellationToken) is not null
            || Options.Schema.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"PostgreSQL keeps the name {Options.Schema} for itself. Choose another in {PostgreSqlOptions.Section}:Schema.");
        }

        // Not only whether there is a setting: the role's own may be another one than this host was given.
        if (await ShowAsync(connection, "SELECT current_setting('concierge.tenants', true)", cancellationToken) != ConnectionSettings.Tenants(Options))
        {
            throw new InvalidOperationException(DroppedOptions());
        }

        if (await ShowAsync(connection, "SHOW transaction_isolation", cancellationToken) is { } isolation and not "read committed")
        {
            throw new InvalidOperationException($"Transactions in database {connection.Database} are {isolation}, and the store needs them to see what others commit: ALTER ROLE {connection.UserName} SET default_transaction_isolation = 'read committed';");
        }

        foreach (string setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
        {
            if (await ShowAsync(connection, $"SHOW {setting}", cancellationToken) == "off")
            {
                _logger.NotDurable(setting);
            }
        }

        await SchemaUpgrade.RunAsync(connection, Options, cancellationToken);
    }

    private static async Task<string?> ShowAsync(NpgsqlConnection connection, string question, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private string DroppedOptions() =>
        $"A pooler between does not pass the options of the connection string. Let it ignore them (PgBouncer: ignore_startup_parameters = options) and set them for the role (ALTER ROLE {new NpgsqlConnectionStringBuilder(Options.ConnectionString).Username} SET concierge.tenants = '{ConnectionSettings.Tenants(Options)}';), or connect {PostgreSqlOptions.Section}:ConnectionString to the server itself.";

    private string Explain(Exception failure)
    {
        string setting = $"{PostgreSqlOptions.Section}:ConnectionString";
        return failure switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"The database refuses user or password. Check Username and Password in {setting}.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                $"There is no such database on the server. Create it (CREATE DATABASE …), or check Database in {setting}.",
            PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
                $"The database has no connection left. Raise max_connections there, or lower Maximum Pool Size in {setting}.",
            PostgresException { SqlState: PostgresErrorCodes.ProtocolViolation } refused when refused.MessageText.Contains("options", StringComparison.Ordinal) =>
                DroppedOptions(),
            PostgresException { SqlState: ['5', '7', ..] } =>
                "The database is being started or stopped. Start the host again when the database is up.",
            PostgresException other => $"The database cannot be opened: it answered with an error (SQLSTATE {other.SqlState}: {other.MessageText}). Check {setting} and the rights of its user.",
            _ => $"The database cannot be reached. Check that it runs, and Host and Port in {setting}.",
        };
    }
}
