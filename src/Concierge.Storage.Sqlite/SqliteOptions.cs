namespace Concierge.Storage.Sqlite;

/// <summary>Settings of the SQLite store: section <c>Concierge:Sqlite</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Concierge:Sqlite";

    /// <summary>Names the file; a relative one is looked for in the working directory. Only <c>Data Source</c> is understood.</summary>
    /// <value>The default is <c>Data Source=concierge.db</c>.</value>
    public string ConnectionString { get; set; } = "Data Source=concierge.db";

    /// <summary>How hard a commit is driven to the disk.</summary>
    /// <value>The default is <see cref="SqliteSynchronous.Full"/>. <see cref="SqliteSynchronous.Normal"/> breaks the promise that nothing answered 200 is lost, and warns at start.</value>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>How many inputs may wait before appends are refused.</summary>
    /// <value>The default is 1 000 000; at least 1.</value>
    public int MaxBacklog { get; set; } = 1_000_000;
}
