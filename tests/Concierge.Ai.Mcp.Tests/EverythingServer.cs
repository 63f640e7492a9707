namespace Concierge.Ai.Mcp.Tests;

/// <summary>The protocol's own test server, from the npm registry.</summary>
public sealed class EverythingServer : IAsyncLifetime
{
    private const string Version = "2026.8.31";

    // Test classes run at once, and each has this fixture.
    private static readonly Lazy<Task<string>> Installation = new(() =>
        NpmPackages.PrepareAsync($"mcp-server-everything-{Version}", $"@modelcontextprotocol/server-everything@{Version}"));

    /// <summary>The script that <c>node</c> runs.</summary>
    public string Script { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        string folder = await Installation.Value;
        Script = Path.Combine(folder, "node_modules", "@modelcontextprotocol", "server-everything", "dist", "index.js");
        if (!File.Exists(Script))
        {
            throw new InvalidOperationException($"{Script} is not there although npm installed the package. Delete {folder} and run the tests again.");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
