using Concierge.PostgreSql.Rig;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>The server that the tests of this assembly share; every store has a schema of its own.</summary>
internal static class TestCluster
{
    private static readonly Lazy<PostgresCluster> Shared = new(() => PostgresCluster.Start());
    private static int _schemas;

    public static PostgresCluster Server => Shared.Value;

    public static string NewSchema() => $"s{Interlocked.Increment(ref _schemas)}";
}
