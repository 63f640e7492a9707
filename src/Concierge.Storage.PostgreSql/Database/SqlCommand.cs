using Npgsql;
using NpgsqlTypes;

namespace Concierge.Storage.PostgreSql.Database;

/// <summary>One statement with its parameters in order.</summary>
internal sealed class SqlCommand(string text)
{
    private readonly List<NpgsqlParameter> _parameters = [];

    public SqlCommand Text(string? value) => Add(NpgsqlDbType.Text, value);

    public SqlCommand Texts(string?[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Text, value);

    public SqlCommand Int(int value) => Add(NpgsqlDbType.Integer, value);

    public SqlCommand Long(long? value) => Add(NpgsqlDbType.Bigint, value);

    public SqlCommand Longs(long[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, value);

    public SqlCommand Longs(long?[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, value);

    public SqlCommand Shorts(short[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Smallint, value);

    public SqlCommand Bool(bool value) => Add(NpgsqlDbType.Boolean, value);

    public SqlCommand Time(DateTime? value) => Add(NpgsqlDbType.TimestampTz, value);

    public SqlCommand Times(DateTime[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, value);

    public SqlCommand Uuids(Guid?[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, value);

    public SqlCommand Bytes(ReadOnlyMemory<byte> value) => Add(NpgsqlDbType.Bytea, value);

    public SqlCommand Bytes(byte[][]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Bytea, value);

    public SqlCommand OptionalBytes(byte[]?[]? value) => Add(NpgsqlDbType.Array | NpgsqlDbType.Bytea, value);

    public async Task<T> ReadAsync<T>(NpgsqlConnection connection, Func<NpgsqlDataReader, T> read)
    {
        await using NpgsqlCommand command = Create(connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            throw new InvalidOperationException("The statement gave no row.");
        }

        T result = read(reader);
        while (await reader.NextResultAsync())
        {
            // An error that comes after the first row must not be missed.
        }

        return result;
    }

    public async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, Func<NpgsqlDataReader, T> read)
    {
        await using NpgsqlCommand command = Create(connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task<int> ExecuteAsync(NpgsqlConnection connection)
    {
        await using NpgsqlCommand command = Create(connection);
        return await command.ExecuteNonQueryAsync();
    }

    private SqlCommand Add(NpgsqlDbType type, object? value)
    {
        _parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return this;
    }

    private NpgsqlCommand Create(NpgsqlConnection connection)
    {
        // The server ends it in its time, and the database looks after a server that does not.
        var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(_parameters.ToArray());
        return command;
    }
}
