using System.Diagnostics;
using System.Globalization;
using Concierge.PostgreSql.Rig;

namespace Concierge.LoadTest.Servers;

/// <summary>A PostgreSQL server of a contestant's own, durable as in production, on the contestant's core.</summary>
internal sealed class DatabaseServer : IDisposable
{
    private readonly PostgresCluster _cluster;

    private DatabaseServer(PostgresCluster cluster) => _cluster = cluster;

    public string ConnectionString => _cluster.ConnectionString;

    /// <summary>CPU time so far of all its processes.</summary>
    public double CpuSeconds
    {
        get
        {
            IReadOnlyList<int> processes = _cluster.ServerProcesses();
            double seconds = ProcessCpu.Seconds(processes[0], withEnded: true);
            foreach (int process in processes.Skip(1))
            {
                try
                {
                    seconds += ProcessCpu.Seconds(process);
                }
                catch (IOException)
                {
                    // It has ended meanwhile, and counts with its parent's ended ones the next time.
                }
            }

            return seconds;
        }
    }

    public static DatabaseServer Start(int core)
    {
        PostgresCluster cluster = PostgresCluster.Start(durable: true);
        foreach (int process in cluster.ServerProcesses())
        {
            // What it starts later is where it is itself.
            using Process pin = Process.Start(new ProcessStartInfo(
                "taskset", ["-pc", core.ToString(CultureInfo.InvariantCulture), process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
            pin.WaitForExit();
        }

        return new DatabaseServer(cluster);
    }

    public void Dispose() => _cluster.Dispose();
}
