using Concierge.Storage.PostgreSql.Schema;

namespace Concierge.Storage.PostgreSql;

/// <summary>The tables of the store, for database administrators.</summary>
public static class PostgreSqlSchema
{
    /// <summary>The number of the newest schema that this package knows.</summary>
    public static int Version => Migrations.Latest;

    /// <summary>
    /// The SQL that creates the tables, or brings those of an older version up to date; run as often as you like. It is what a host
    /// runs at start unless <see cref="PostgreSqlOptions.ApplyMigrations"/> is off.
    /// </summary>
    /// <param name="schema">The schema, as in <see cref="PostgreSqlOptions.Schema"/>.</param>
    /// <param name="role">The role that the hosts sign in with, which is granted what they need and no more; null to grant nothing.</param>
    /// <exception cref="ArgumentException">A name holds more than lower-case letters, digits and underscores.</exception>
    public static string Script(string schema = "concierge", string? role = null)
    {
        RequireName(schema, nameof(schema));
        if (role is not null)
        {
            RequireName(role, nameof(role));
        }

        return Migrations.Script(schema) + (role is null ? "" : Migrations.Grants(schema, role));
    }

    private static void RequireName(string name, string parameter)
    {
        if (!SchemaName.IsValid(name))
        {
            throw new ArgumentException("Use lower-case letters, digits and underscores, a letter first, at most 63.", parameter);
        }
    }
}
