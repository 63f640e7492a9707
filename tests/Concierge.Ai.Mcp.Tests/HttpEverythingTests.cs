namespace Concierge.Ai.Mcp.Tests;

public sealed class HttpEverythingTests(HttpEverythingTests.Fixture fixture) : EverythingTests(fixture.Source), IClassFixture<HttpEverythingTests.Fixture>
{
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly EverythingServer _server = new();
        private HttpServerProcess _process = null!;

        public McpToolSource Source { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await _server.InitializeAsync();
            _process = await HttpServerProcess.StartAsync(_server.Script);
            McpOptions options = Options();
            options.Endpoint = _process.Endpoint;
            Source = new McpToolSource("all", options);
        }

        public async Task DisposeAsync()
        {
            await Source.DisposeAsync();
            _process.Dispose();
        }
    }
}
