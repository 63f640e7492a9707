namespace Concierge.Ai.Mcp.Tests;

public sealed class StdioEverythingTests(StdioEverythingTests.Fixture fixture) : EverythingTests(fixture.Source), IClassFixture<StdioEverythingTests.Fixture>
{
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly EverythingServer _server = new();

        public McpToolSource Source { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await _server.InitializeAsync();
            McpOptions options = Options();
            options.Command = "node";
            options.Arguments = [_server.Script];
            Source = new McpToolSource("all", options);
        }

        public async Task DisposeAsync() => await Source.DisposeAsync();
    }
}
