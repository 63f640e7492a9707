using System.Buffers.Binary;
using System.Text;

namespace Concierge.Storage.Sqlite.Native;

/// <summary>A prepared statement. Parameters and columns are bound and read by place; the first parameter is 1, the first column 0.</summary>
internal sealed unsafe class Statement(Database database, nint handle) : IDisposable
{
    private const int NullType = 5;
    private const int MaxStackBytes = 512;
    private nint _handle = handle;

    public Statement Bind(int index, long value)
    {
        Check(NativeMethods.sqlite3_bind_int64(_handle, index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        Check(value is { } number ? NativeMethods.sqlite3_bind_int64(_handle, index, number) : NativeMethods.sqlite3_bind_null(_handle, index));
        return this;
    }

    /// <summary>An empty value is bound as NULL.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
        {
            Check(NativeMethods.sqlite3_bind_blob(_handle, index, bytes, value.Length, NativeMethods.Transient));
        }

        return this;
    }

    public Statement BindKey(int index, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, string value)
    {
        int size = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> utf8 = size <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[size];
        int length = Encoding.UTF8.GetBytes(value, utf8);
        fixed (byte* text = utf8)
        {
            Check(NativeMethods.sqlite3_bind_text(_handle, index, text, length, NativeMethods.Transient));
        }

        return this;
    }

    /// <summary>Moves to the next row; false after the last. Reset it, or run it to its end, before it is bound again.</summary>
    public bool Step()
    {
        int code = NativeMethods.sqlite3_step(_handle);
        if (code == SqliteCode.Row)
        {
            return true;
        }

        if (code == SqliteCode.Done)
        {
            return false;
        }

        SqliteFailure failure = database.Failure(code);
        Reset();
        throw failure;
    }

    /// <summary>Runs it to its end and tells how many rows it changed.</summary>
    public int Run()
    {
        while (Step())
        {
        }

        Reset();
        return database.Changes;
    }

    public void Reset() => _ = NativeMethods.sqlite3_reset(_handle);

    public bool IsNull(int column) => NativeMethods.sqlite3_column_type(_handle, column) == NullType;

    public long Int64(int column) => NativeMethods.sqlite3_column_int64(_handle, column);

    public long? NullableInt64(int column) => IsNull(column) ? null : Int64(column);

    public ReadOnlySpan<byte> Span(int column)
    {
        byte* bytes = NativeMethods.sqlite3_column_blob(_handle, column);
        return new ReadOnlySpan<byte>(bytes, NativeMethods.sqlite3_column_bytes(_handle, column));
    }

    public UInt128 Key(int column) => BinaryPrimitives.ReadUInt128BigEndian(Span(column));

    public byte[] Bytes(int column) => Span(column).ToArray();

    public string Text(int column)
    {
        byte* text = NativeMethods.sqlite3_column_text(_handle, column);
        return Encoding.UTF8.GetString(new ReadOnlySpan<byte>(text, NativeMethods.sqlite3_column_bytes(_handle, column)));
    }

    public void Dispose()
    {
        if (_handle != 0)
        {
            _ = NativeMethods.sqlite3_finalize(_handle);
            _handle = 0;
        }
    }

    private void Check(int code)
    {
        if (code != SqliteCode.Ok)
        {
            throw database.Failure(code);
        }
    }
}
