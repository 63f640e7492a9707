using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Concierge.PostgreSql.Rig;

/// <summary>
/// A PostgreSQL server of its own in a temporary folder, started in about two seconds and gone with the process. It needs the
/// server's programs and no running server.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private const string SuperUser = "concierge";
    private const string Password = "pw-of-tests";

    private readonly string _folder;
    private readonly string _programs;
    private readonly string? _disk;
    private bool _disposed;

    private PostgresCluster(string programs, string folder, string? disk, int port)
    {
        _programs = programs;
        _folder = folder;
        _disk = disk;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The folder of the server's programs, and of psql.</summary>
    public string Programs => _programs;

    public string ConnectionString => ConnectionTo("postgres");

    /// <summary>Creates and starts a server.</summary>
    /// <param name="durable">Whether commits reach the disk, for tests that crash the server.</param>
    /// <param name="disk">The folder of the tables, apart from the log of transactions; null for the same as the rest.</param>
    public static PostgresCluster Start(bool durable = false, string? disk = null)
    {
        string programs = FindPrograms();
        string folder = Directory.CreateTempSubdirectory("concierge-pg-").FullName;
        var cluster = new PostgresCluster(programs, folder, disk, FreePort());
        cluster.Create(durable);
        cluster.StartServer();
        cluster.StartWatchdog();
        return cluster;
    }

    public string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={Port.ToString(CultureInfo.InvariantCulture)};Database={database};Username={SuperUser};Password={Password}";

    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void StartServer() => Run("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "60", "start");

    /// <summary>Ends the server as its crash would: nothing is written any more, the next start recovers.</summary>
    public void Crash() => Run("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");

    public void StopServer() => Run("pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");

    /// <summary>The processes that serve connections, and the postmaster first.</summary>
    public IReadOnlyList<int> ServerProcesses()
    {
        int postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        return [postmaster, .. Children(postmaster)];
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            Run("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }
        catch (InvalidOperationException)
        {
            // A test has stopped it.
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Ends the server and removes its folder when this process ends, however it ends.</summary>
    private void StartWatchdog()
    {
        string stop = $"'{Path.Combine(_programs, "pg_ctl")}' -D '{Data}' -m immediate stop";
        string script = $"tail --pid={Environment.ProcessId} -f /dev/null; {(IsRoot ? "runuser -u postgres -- " : "")}{stop}; rm -rf '{_folder}'";
        using Process? watchdog = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", $"({script}) >/dev/null 2>&1 </dev/null &"]) { WorkingDirectory = "/" });
    }

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_disk ?? _folder, "data");

    private static string FindPrograms()
    {
        IEnumerable<string> places = [
            Environment.GetEnvironmentVariable("CONCIERGE_POSTGRES_BIN") ?? "",
            .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(place => place).Select(place => Path.Combine(place, "bin")) : [],
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        ];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")))
            ?? throw new InvalidOperationException("These tests need PostgreSQL 14 or newer: run eng/test, or sudo apt-get install postgresql, or name the folder of initdb and pg_ctl in CONCIERGE_POSTGRES_BIN.");
    }

    private void Create(bool durable)
    {
        string secret = Path.Combine(_folder, "pw");
        File.WriteAllText(secret, Password);
        if (IsRoot)
        {
            RunAs("chown", ["-R", "postgres", _folder, _disk ?? _folder], asPostgres: false);
        }

        Run("initdb", "-D", Data, "-A", "scram-sha-256", "--pwfile", secret, "-U", SuperUser, "-E", "UTF8", "--no-locale", "--no-sync", "--waldir", Path.Combine(_folder, "wal"));
        File.AppendAllText(Path.Combine(Data, "postgresql.conf"), $"""

            listen_addresses = '127.0.0.1'
            port = {Port.ToString(CultureInfo.InvariantCulture)}
            unix_socket_directories = ''
            max_connections = 300
            fsync = {(durable ? "on" : "off")}
            autovacuum_naptime = 5s
            """);
    }

    private void Run(string program, params string[] arguments) =>
        RunAs(Path.Combine(_programs, program), arguments, asPostgres: IsRoot);

    private static void RunAs(string program, string[] arguments, bool asPostgres)
    {
        // The server refuses to run as root. Its output must not be a pipe: the server would keep it open.
        var start = asPostgres
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", "-c", "\"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
            : new ProcessStartInfo("sh", ["-c", "\"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]);
        start.WorkingDirectory = "/";
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static List<int> Children(int parent)
    {
        string children = File.ReadAllText($"/proc/{parent}/task/{parent}/children");
        return [.. children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
