using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Concierge.Browser.Tests;

/// <summary>A sample as its own process, in a folder of its own, that can be killed and started again.</summary>
/// <param name="sample">The sample's name.</param>
/// <param name="arguments">What it is started with.</param>
internal sealed class SampleProcess(string sample, params IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("concierge-sample-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>Which channels a sample has that takes them from the configuration.</summary>
    public string Channels { get; init; } = "meta, twilio, waha, chatwoot";

    /// <summary>A model for a sample that takes one; null for none.</summary>
    public Uri? Model { get; init; }

    public Uri Address => new($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}");

    public async Task StartAsync()
    {
        string program = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == sample).Value!;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", Address.ToString()]) { WorkingDirectory = _folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Concierge__Channels"] = Channels;
        start.Environment.Remove("ANTHROPIC_API_KEY");
        if (Model is not null)
        {
            start.Environment["Concierge__Ai__Endpoint"] = Model.ToString();
            start.Environment["Concierge__Ai__Model"] = "scripted";
            start.Environment["Concierge__Ai__ApiKey"] = "test-key";
        }

        _process = Process.Start(start)!;
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(StartLimit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await IsLiveAsync(client, limit.Token))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<bool> IsLiveAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (_process!.HasExited == false)
        {
            return false;
        }
    }
}
