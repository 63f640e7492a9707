using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>Looks at the store's file with SQLite itself, past everything of the product.</summary>
internal static class DatabaseFile
{
    static DatabaseFile() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <summary>What <c>PRAGMA integrity_check</c> says; <c>ok</c> when nothing is wrong. The host must not run.</summary>
    public static string IntegrityCheck(string path) => Scalar(path, "PRAGMA integrity_check");

    public static string Scalar(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
