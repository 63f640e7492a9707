using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Concierge.LoadTest.Servers;

/// <summary>A contestant that runs on one core, and what the kernel says about it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly DatabaseServer? _database;
    private readonly string _folder;

    private ServerProcess(Contestant contestant, Process process, DatabaseServer? database, int port, string folder, long startedAt)
    {
        Contestant = contestant;
        _database = database;
        Port = port;
        StartedAt = startedAt;
        _process = process;
        _folder = folder;
        Probe = new AllocationReader(ProbePath(folder));
    }

    public Contestant Contestant { get; }

    public int Port { get; }

    /// <summary>Just before the process was started, in ticks of the stopwatch.</summary>
    public long StartedAt { get; }

    public AllocationReader Probe { get; }

    /// <summary>CPU time so far, user and system, with that of its database server; the kernel counts in hundredths of a second.</summary>
    public double CpuSeconds => ProcessCpu.Seconds(_process.Id) + (_database?.CpuSeconds ?? 0);

    public double ResidentMegabytes =>
        Number(File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ')[1]) * Environment.SystemPageSize / (1024 * 1024);

    public bool HasExited => _process.HasExited;

    /// <param name="contestant">What to start.</param>
    /// <param name="core">The core it is pinned to.</param>
    /// <param name="withProbe">Whether it tells its allocations; a start that is timed goes without.</param>
    public static ServerProcess Start(Contestant contestant, int core, bool withProbe)
    {
        int port = FreePort();
        DatabaseServer? database = contestant.NeedsDatabase ? DatabaseServer.Start(core) : null;
        string folder = Directory.CreateTempSubdirectory("concierge-load-").FullName;
        var start = new ProcessStartInfo("taskset") { RedirectStandardOutput = true, WorkingDirectory = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName };
        foreach (string argument in (string[])["-c", core.ToString(CultureInfo.InvariantCulture), "dotnet", contestant.Assembly])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        foreach ((string name, string value) in contestant.Settings)
        {
            start.Environment[name] = value.Replace("{data}", folder, StringComparison.Ordinal).Replace(Contestant.Database, database?.ConnectionString, StringComparison.Ordinal);
        }

        if (withProbe)
        {
            start.Environment["DOTNET_STARTUP_HOOKS"] = Contestants.Built("benchmarks/AllocationProbe");
            start.Environment["CONCIERGE_PROBE_SOCKET"] = ProbePath(folder);
        }

        long startedAt = Stopwatch.GetTimestamp();
        Process process = Process.Start(start) ?? throw new InvalidOperationException("taskset could not be started.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new ServerProcess(contestant, process, database, port, folder, startedAt);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(StopDeadline);
        }

        _process.Dispose();
        _database?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string ProbePath(string folder) => Path.Combine(folder, "probe");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
