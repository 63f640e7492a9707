namespace Concierge.Storage.Sqlite.Native;

/// <summary>A call of SQLite failed. Never leaves the package.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite error {code}: {message}.")
{
    /// <summary>The primary result code.</summary>
    public int Code { get; } = code & 0xFF;

    /// <summary>Whether the connection must not be trusted any more: nothing is acknowledged before it was opened again.</summary>
    public bool IsFatal => Code is SqliteCode.IoError or SqliteCode.Full or SqliteCode.CannotOpen or SqliteCode.ReadOnly or SqliteCode.NotADatabase;

    /// <summary>Whether another program holds the lock: nothing is wrong with the connection, and nothing can be written for now.</summary>
    public bool IsLocked => Code is SqliteCode.Busy or SqliteCode.Locked;

    public bool IsDamage => Code is SqliteCode.Corrupt or SqliteCode.NotADatabase;
}
