using Concierge.PostgreSql.Rig;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>The server that the tests of this assembly share; every store has a schema of its own.</summary>
internal static class TestCluster
{
    /// <summary>As hosts sign in: a role that may create schemas and is no superuser, so that the policies bind it.</summary>
    public const string PlainRole = "plain";

    private static readonly Lazy<PostgresCluster> Shared = new(() => PostgresCluster.Start());
    private static readonly Lazy<string> Plain = new(CreatePlain);
    private static int _schemas;

    public static PostgresCluster Server => Shared.Value;

    public static string PlainConnectionString => Plain.Value;

    public static string NewSchema() => $"s{Interlocked.Increment(ref _schemas)}";

    private static string CreatePlain()
    {
        Server.ExecuteAsync($"CREATE ROLE {PlainRole} LOGIN PASSWORD 'pw-of-tests'; GRANT CREATE ON DATABASE postgres TO {PlainRole}").GetAwaiter().GetResult();
        return Server.ConnectionString.Replace("Username=concierge", $"Username={PlainRole}", StringComparison.Ordinal);
    }
}
