using System.Runtime.InteropServices;
using System.Text;

namespace Concierge.Storage.Sqlite.Native;

/// <summary>A connection. Used by one thread at a time.</summary>
internal sealed unsafe class Database : IDisposable
{
    private const int ReadWrite = 0x2;
    private const int Create = 0x4;
    private const int NoMutex = 0x8000;
    private const int ExtendedResultCodes = 0x02000000;
    private const uint Persistent = 1;
    private const int HasMovedOperation = 20;

    private readonly List<Statement> _statements = [];
    private nint _handle;

    private Database(nint handle) => _handle = handle;

    public int Changes => NativeMethods.sqlite3_changes(_handle);

    public long LastRowId => NativeMethods.sqlite3_last_insert_rowid(_handle);

    public bool InTransaction => NativeMethods.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Whether the file is no longer what its name leads to: removed, renamed or replaced. False where that cannot happen to an open file.</summary>
    public bool HasMoved
    {
        get
        {
            int moved = 0;
            return NativeMethods.sqlite3_file_control(_handle, null, HasMovedOperation, &moved) == SqliteCode.Ok && moved != 0;
        }
    }

    public static Database Open(string path)
    {
        int code = NativeMethods.sqlite3_open_v2(path, out nint handle, ReadWrite | Create | NoMutex | ExtendedResultCodes, 0);
        var database = new Database(handle);
        if (code != SqliteCode.Ok)
        {
            SqliteFailure failure = database.Failure(code);
            database.Dispose();
            throw failure;
        }

        return database;
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8)
        {
            int code = NativeMethods.sqlite3_prepare_v3(_handle, text, utf8.Length, Persistent, out nint statement, out _);
            if (code != SqliteCode.Ok)
            {
                throw Failure(code);
            }

            var prepared = new Statement(this, statement);
            _statements.Add(prepared);
            return prepared;
        }
    }

    /// <summary>Runs statements once, one after the other; their rows are ignored.</summary>
    public void Execute(string sql)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8)
        {
            byte* next = text;
            byte* end = text + utf8.Length;
            while (next < end)
            {
                int code = NativeMethods.sqlite3_prepare_v3(_handle, next, (int)(end - next), 0, out nint handle, out next);
                if (code != SqliteCode.Ok)
                {
                    throw Failure(code);
                }

                if (handle != 0)
                {
                    using var statement = new Statement(this, handle);
                    while (statement.Step())
                    {
                    }
                }
            }
        }
    }

    /// <summary>The first number of the first row; 0 without one.</summary>
    public long Number(string sql)
    {
        using Statement statement = Prepare(sql);
        _statements.Remove(statement);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>The first text of the first row; null without one.</summary>
    public string? Text(string sql)
    {
        using Statement statement = Prepare(sql);
        _statements.Remove(statement);
        return statement.Step() ? statement.Text(0) : null;
    }

    public SqliteFailure Failure(int code) =>
        new(code, _handle == 0 ? "out of memory" : Marshal.PtrToStringUTF8(NativeMethods.sqlite3_errmsg(_handle)) ?? "unknown");

    public void Dispose()
    {
        foreach (Statement statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        if (_handle != 0)
        {
            _ = NativeMethods.sqlite3_close_v2(_handle);
            _handle = 0;
        }
    }
}
