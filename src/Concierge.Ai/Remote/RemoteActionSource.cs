using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Remote;

/// <summary>The web services of <see cref="AiOptions.Actions"/>.</summary>
internal sealed class RemoteActionSource : IToolSource
{
    private readonly IReadOnlyList<AiTool> _tools;

    public RemoteActionSource(IOptions<AiOptions> options, IConfiguration configuration, RemoteClient client) =>
        _tools = [.. options.Value.Actions.Select(action => new AiTool(new RemoteFunction(action.Key, action.Value, client.Http, configuration), action.Value.Policy))];

    public string Kind => ToolKinds.Remote;

    public ValueTask<IReadOnlyList<AiTool>> GetToolsAsync(TurnContext turn) => ValueTask.FromResult(_tools);

    public ValueTask<IReadOnlyList<AiTool>?> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<AiTool>?>(_tools);
}
