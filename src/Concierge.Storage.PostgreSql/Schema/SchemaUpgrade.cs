using Npgsql;

namespace Concierge.Storage.PostgreSql.Schema;

/// <summary>Brings the schema up to date at start, or says what keeps the host from starting.</summary>
internal static class SchemaUpgrade
{
    private const string Tables = "'conversation', 'inbox', 'seen', 'document', 'line', 'dead', 'alias', 'record', 'erased', 'erased_contact'";

    public static async Task RunAsync(NpgsqlConnection connection, PostgreSqlOptions options, CancellationToken cancellationToken)
    {
        string schema = options.Schema;
        int version = await VersionAsync(connection, schema, cancellationToken);
        if (version > Migrations.Latest)
        {
            throw new InvalidOperationException($"The schema {schema} of database {connection.Database} was written by a newer version of Concierge.Storage.PostgreSql (schema {version}; this version knows {Migrations.Latest}). Update the package on this host.");
        }

        if (version < Migrations.Latest)
        {
            if (!options.ApplyMigrations)
            {
                throw new InvalidOperationException($"The schema {schema} of database {connection.Database} has version {version} and this host needs {Migrations.Latest}. Have an administrator run the script that PostgreSqlSchema.Script(\"{schema}\") gives, or set {PostgreSqlOptions.Section}:ApplyMigrations to true.");
            }

            await ApplyAsync(connection, schema, cancellationToken);
        }

        await RequireRightsAsync(connection, schema, cancellationToken);
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        if (!await AskAsync(connection, $"SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{schema}' AND c.relname = 'migration')", cancellationToken))
        {
            return 0;
        }

        if (!await AskAsync(connection, $"SELECT has_schema_privilege('{schema}', 'USAGE') AND has_table_privilege('{schema}.migration', 'SELECT')", cancellationToken))
        {
            throw MissingRights(connection, schema);
        }

        await using var command = new NpgsqlCommand($"SELECT coalesce(max(number), 0) FROM {schema}.migration", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(Migrations.Script(schema), connection) { CommandTimeout = 120 };
            await using (var patient = new NpgsqlCommand("SET statement_timeout = 0; SET lock_timeout = 0", connection))
            {
                await patient.ExecuteNonQueryAsync(cancellationToken);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException($"The role {User(connection)} may not create or change the schema {schema} in database {connection.Database}. Have an administrator run the script that PostgreSqlSchema.Script(\"{schema}\", \"{User(connection)}\") gives, or run: GRANT CREATE ON DATABASE {connection.Database} TO {User(connection)};", refused);
        }
    }

    private static async Task RequireRightsAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        bool granted = await AskAsync(connection, $"SELECT bool_and(has_table_privilege('{schema}.' || t, p)) FROM unnest(ARRAY[{Tables}]) t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p", cancellationToken);
        if (!granted)
        {
            throw MissingRights(connection, schema);
        }
    }

    private static InvalidOperationException MissingRights(NpgsqlConnection connection, string schema) =>
        new($"The role {User(connection)} may not use the tables of schema {schema} in database {connection.Database}. Have an administrator run the script that PostgreSqlSchema.Script(\"{schema}\", \"{User(connection)}\") gives.");

    private static string User(NpgsqlConnection connection) => connection.UserName ?? "of the connection string";

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string question, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(question, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
