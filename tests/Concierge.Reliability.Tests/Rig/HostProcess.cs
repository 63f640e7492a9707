using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>One life of the host: a process of its own, started from its build output and configured by environment alone.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int KeptLines = 2000;
    private static readonly ConcurrentDictionary<int, Process> Running = new();
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly Ledger _ledger;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lines;
    private volatile bool _asked;

    static HostProcess() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (Process process in Running.Values)
        {
            process.Kill(entireProcessTree: true);
        }
    };

    private HostProcess(Process process, Ledger ledger, Uri address)
    {
        _process = process;
        _ledger = ledger;
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Exited += (_, _) => OnExited();
    }

    public int Id => _process.Id;

    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task Ended => _ended.Task;

    public int ExitCode => _process.ExitCode;

    /// <summary>How many lines the host has logged.</summary>
    public int LogLines => Volatile.Read(ref _lines);

    /// <summary>The last lines of standard output and error.</summary>
    public string Log => string.Join('\n', _output);

    public static HostProcess Start(HostSettings settings, Ledger ledger)
    {
        var start = new ProcessStartInfo(settings.Command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = settings.Folder,
        };
        foreach (string argument in settings.Command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var host = new HostProcess(process, ledger, settings.Address);
        ledger.Write(LedgerKind.HostStarted);
        process.Start();
        Running[process.Id] = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Waits until the host is ready; false when its process ended before.</summary>
    public async Task<bool> WaitReadyAsync()
    {
        await Poll.UntilAsync(async () => HasEnded || await IsReadyAsync(), StartLimit, "the host is ready. It said:\n" + Log);
        if (HasEnded)
        {
            return false;
        }

        _ledger.Write(LedgerKind.HostReady);
        return true;
    }

    /// <summary>SIGKILL, as the kernel's out-of-memory killer does it.</summary>
    public async Task KillAsync()
    {
        if (!HasEnded)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Ended.WaitAsync(EndLimit);
    }

    /// <summary>SIGTERM, as every orchestrator does it. Returns how long the host took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        _asked = true;
        _ledger.Write(LedgerKind.HostAsked);
        long asked = TimeProvider.System.GetTimestamp();
        Signal.Terminate(Id);
        await Ended.WaitAsync(EndLimit);
        return TimeProvider.System.GetElapsedTime(asked);
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentMemory() => Status("VmRSS:") * 1024;

    /// <summary>How many threads it has, of whatever kind.</summary>
    public int Threads() => (int)Status("Threads:");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        _process.Dispose();
    }

    /// <summary>A figure of the kernel's about the process.</summary>
    private long Status(string name)
    {
        string line = File.ReadLines($"/proc/{Id}/status").First(text => text.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using HttpResponseMessage response = await _http.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void OnExited()
    {
        Running.TryRemove(_process.Id, out _);
        _ledger.Write(_asked ? LedgerKind.HostStopped : LedgerKind.HostDied, code: _process.ExitCode);
        _ended.TrySetResult();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        Interlocked.Increment(ref _lines);
        _output.Enqueue(line);
        if (_output.Count > KeptLines)
        {
            _output.TryDequeue(out _);
        }
    }
}
