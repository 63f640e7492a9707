using Npgsql;

namespace Concierge.Storage.PostgreSql.Database;

internal static class RowExtensions
{
    public static byte[] Bytes(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => new(reader.GetFieldValue<DateTime>(column), TimeSpan.Zero);
}
