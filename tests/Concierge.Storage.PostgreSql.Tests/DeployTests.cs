using System.Diagnostics;
using System.Globalization;
using Concierge.PostgreSql.Rig;
using Npgsql;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>The database as <c>deploy/</c> makes it.</summary>
public sealed class DeployTests
{
    [Fact]
    public async Task DatabaseScript_NewServer_TheHostsRoleIsBoundByThePoliciesAndTheStoreOpens()
    {
        using PostgresCluster server = PostgresCluster.Start();
        await RunAsync(server);
        string connection = server.ConnectionTo("concierge").Replace("Username=concierge", "Username=hosts", StringComparison.Ordinal).Replace("pw-of-tests", "Secret1", StringComparison.Ordinal);
        using (TestStore store = await TestStore.OpenAsync(TestStore.Options("concierge", options => options.ConnectionString = connection)))
        {
            (await store.Mailbox.AppendAsync([Items.New("a", "x")], default)).Appended.Should().Be(1);
        }

        await using var plain = new NpgsqlConnection(connection + ";Pooling=false");
        await plain.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM concierge.inbox", plain);
        (await command.ExecuteScalarAsync()).Should().Be(0L, "a session that names no tenant sees nothing");
    }

    /// <summary>As the postgres image runs it. The server of the tests has a superuser of the hosts' name already; they get another here.</summary>
    private static async Task RunAsync(PostgresCluster server)
    {
        string script = (await File.ReadAllTextAsync(Path.Combine(Root(), "deploy", "database.sh")))
            .Replace("ROLE concierge", "ROLE hosts", StringComparison.Ordinal).Replace("OWNER concierge", "OWNER hosts", StringComparison.Ordinal);
        var start = new ProcessStartInfo("sh", ["-c", script]);
        start.Environment["PATH"] = $"{server.Programs}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["PGHOST"] = "127.0.0.1";
        start.Environment["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGPASSWORD"] = "pw-of-tests";
        start.Environment["POSTGRES_USER"] = "concierge";
        start.Environment["CONCIERGE_PASSWORD"] = "Secret1";
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Concierge.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
