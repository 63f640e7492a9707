using System.Text.Json;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace Concierge.Ai.Mcp;

/// <summary>One tool of a server, for the model.</summary>
internal sealed class McpTool : AIFunction
{
    private readonly McpToolSource _source;
    public McpTool(McpToolSource source, Tool tool, string name, McpOptions options)
    {
        _source = source;
        Effect = ToolEffects.Of(tool, options);
        ServerName = tool.Name;
        Name = name;
        Description = ResultText.Cut(tool.Description ?? tool.Title ?? string.Empty, options.MaxDescriptionLength);
        JsonSchema = tool.InputSchema;
        AdditionalProperties = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [McpToolSource.EffectProperty] = Effect.ToString(),
            [McpToolSource.ServerProperty] = source.Name,
        };
    }

    public ToolEffect Effect { get; }

    public string ServerName { get; }

    public override string Name { get; }

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; }

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await _source.CallAsync(ServerName, Name, Effect, arguments, cancellationToken);
}
