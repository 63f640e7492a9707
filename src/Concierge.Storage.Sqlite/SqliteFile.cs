using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite;

/// <summary>The database file and the lock that makes this process its only owner.</summary>
internal sealed class SqliteFile(string path, SqliteSynchronous synchronous) : IDisposable
{
    private const string Example = "Set it to the file to use, for example Data Source=concierge.db.";
    private FileStream? _lock;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The most pages the database may have, for tests of a full disk; null without a limit.</summary>
    public int? MaxPages { get; set; }

    public static bool TryParse(string? connectionString, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? problem)
    {
        path = null;
        problem = null;
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            problem = $"cannot be read. {Example}";
            return false;
        }

        foreach (string keyword in parts.Keys)
        {
            if (keyword is not ("data source" or "datasource" or "filename"))
            {
                problem = $"has the keyword '{keyword}', which the store does not understand. Remove it; only Data Source is used.";
                return false;
            }

            path = (parts[keyword] as string)?.Trim();
        }

        problem = path switch
        {
            null or "" => $"names no file. {Example}",
            ":memory:" => "names a database in memory, which would lose everything with the process. Name a file, or call UseInMemory() instead of UseSqlite().",
            _ => null,
        };
        return problem is null;
    }

    /// <summary>Makes this process the owner, until disposal or the process's death.</summary>
    public void Acquire()
    {
        string? folder = System.IO.Path.GetDirectoryName(Path);
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new InvalidOperationException($"The folder of the database {Path} does not exist. Create it, or change {SqliteOptions.Section}:ConnectionString.");
        }

        try
        {
            _lock = new FileStream(Path + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidOperationException($"The database {Path} cannot be written by this user. Give the user write access to its folder, or change {SqliteOptions.Section}:ConnectionString.", exception);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"The database {Path} is in use by another process or store. Stop that one, or give this one its own file in {SqliteOptions.Section}:ConnectionString.", exception);
        }
    }

    /// <summary>Opens the connection that writes.</summary>
    public Database OpenWriter()
    {
        Database database = Database.Open(Path);
        try
        {
            database.Execute("PRAGMA busy_timeout = 500");
            if (database.Text("PRAGMA journal_mode = WAL") is var mode && mode != "wal")
            {
                throw new InvalidOperationException($"The database {Path} cannot use a write-ahead log (its journal mode stays {mode}). Put it on a local disk: network drives cannot share the log's index.");
            }

            database.Execute(synchronous == SqliteSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            database.Execute("PRAGMA wal_autocheckpoint = 4000");
            database.Execute("PRAGMA journal_size_limit = 67108864");
            database.Execute("PRAGMA cache_size = -32768");
            database.Execute("PRAGMA temp_store = MEMORY");

            // What is deleted is overwritten: a person who is erased must not be found in a free part of the file.
            database.Execute("PRAGMA secure_delete = ON");
            if (MaxPages is { } pages)
            {
                database.Execute($"PRAGMA max_page_count = {pages}");
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that reads beside the writer.</summary>
    public Database OpenReader()
    {
        Database database = Database.Open(Path);
        try
        {
            database.Execute("PRAGMA busy_timeout = 2000");
            database.Execute("PRAGMA query_only = 1");
            database.Execute("PRAGMA cache_size = -4096");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>How large the database and its log are, in bytes.</summary>
    public long Length()
    {
        long length = 0;
        foreach (string name in (string[])[Path, Path + "-wal"])
        {
            var file = new FileInfo(name);
            length += file.Exists ? file.Length : 0;
        }

        return length;
    }

    public void Dispose() => _lock?.Dispose();
}
