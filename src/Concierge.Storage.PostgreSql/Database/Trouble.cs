using System.Net.Sockets;
using Npgsql;

namespace Concierge.Storage.PostgreSql.Database;

/// <summary>What a failure means, in words without personal data: neither a statement's values nor the connection string are quoted.</summary>
internal static class Trouble
{
    /// <summary>Whether it is a failure of the database or of the way to it.</summary>
    public static bool IsOfStore(Exception failure) =>
        failure is NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException
        || (failure is InvalidOperationException && failure.Source == "Npgsql");

    /// <summary>
    /// Whether nothing was done and the same statement may succeed at once: the database chose it to end a circle of waiting, or client
    /// and server disagree about what is prepared, which an error during preparation leaves behind.
    /// </summary>
    public static bool IsUndone(PostgresException failure) => failure.SqlState
        is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
        or PostgresErrorCodes.DuplicatePreparedStatement or PostgresErrorCodes.InvalidSqlStatementName;

    /// <summary>Whether the statement's own data is at fault, such as a tenant that this host may not write, and not the database.</summary>
    public static bool IsOfData(Exception failure) =>
        failure is PostgresException { SqlState: ['2', '2' or '3', ..] or PostgresErrorCodes.InsufficientPrivilege }
        || (failure is ArgumentException or InvalidCastException && failure is not ObjectDisposedException);

    public static string Describe(Exception failure) => failure switch
    {
        StoreUnavailableException known => known.Message,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database is full. Free some space; the store goes on by itself.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => "The database only reads. Point the connection string at the primary, and see that default_transaction_read_only is off there.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "The database has no connection left. Raise max_connections, or lower Maximum Pool Size in the connection string.",
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } or TimeoutException or NpgsqlException { InnerException: TimeoutException } => "The database did not answer in time.",
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => "A row of the database was locked for too long.",
        PostgresException { SqlState: ['5', '7', ..] } => "The database is being stopped or started.",
        PostgresException { SqlState: ['2', '8', ..] } => "The database refuses the sign-in. Check user and password of the connection string.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => "The database refuses the role. Run the script of PostgreSqlSchema.Script with the role, and check that Concierge:PostgreSql:Tenants names the tenants of all accounts.",
        PostgresException other => $"The database answered with an error (SQLSTATE {other.SqlState}).",
        ObjectDisposedException => "The store is closed.",
        _ => "The database cannot be reached.",
    };
}
