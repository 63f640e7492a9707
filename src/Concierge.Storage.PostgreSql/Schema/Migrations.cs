using System.Globalization;
using System.Text;

namespace Concierge.Storage.PostgreSql.Schema;

/// <summary>
/// The numbered steps that lead from each version of the schema to the next: files of this assembly that are never changed once
/// released, only added to.
/// </summary>
internal static class Migrations
{
    private static readonly string[] Steps = [Read("0001.sql"), Read("0002.sql"), Read("0003.sql"), Read("0004.sql")];

    public static int Latest => Steps.Length;

    /// <summary>One transaction that applies the steps that are missing. The lock makes hosts that start together go one after the other.</summary>
    public static string Script(string schema)
    {
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $"""
            BEGIN;
            SELECT pg_advisory_xact_lock(hashtextextended('concierge schema {schema}', 0));
            CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TABLE IF NOT EXISTS {schema}.migration (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());

            """);
        for (int i = 0; i < Steps.Length; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"""
                DO $migration$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM {schema}.migration WHERE number = {i + 1}) THEN
                EXECUTE $step$
                {Steps[i].Replace("{schema}", schema, StringComparison.Ordinal)}
                $step$;
                INSERT INTO {schema}.migration (number) VALUES ({i + 1});
                END IF;
                END $migration$;

                """);
        }

        return script.Append("COMMIT;\n").ToString();
    }

    /// <summary>What a host needs at run time: rows and functions, nothing that changes the schema.</summary>
    public static string Grants(string schema, string role) => $"""
        GRANT USAGE ON SCHEMA {schema} TO {role};
        GRANT SELECT ON {schema}.migration, {schema}.erasure_key TO {role};
        GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.conversation, {schema}.inbox, {schema}.seen, {schema}.document, {schema}.line, {schema}.dead, {schema}.alias, {schema}.record, {schema}.erased, {schema}.erased_contact TO {role};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role};

        """;

    private static string Read(string name)
    {
        using Stream stream = typeof(Migrations).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
