using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Mcp;

/// <summary>Reads a server's settings from its section.</summary>
internal sealed class McpOptionsSetup(IConfiguration? configuration) : IConfigureNamedOptions<McpOptions>
{
    public void Configure(string? name, McpOptions options) => configuration?.GetSection(McpOptions.SectionOf(name!)).Bind(options);

    public void Configure(McpOptions options)
    {
        // Servers have names.
    }
}
