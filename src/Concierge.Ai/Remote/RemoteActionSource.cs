using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Remote;

/// <summary>The web services of <see cref="AiOptions.Actions"/>.</summary>
internal sealed class RemoteActionSource : IToolSource, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private readonly IReadOnlyList<AiTool> _tools;

    public RemoteActionSource(IOptions<AiOptions> options, IConfiguration configuration) =>
        _tools = [.. options.Value.Actions.Select(action => new AiTool(new RemoteFunction(action.Key, action.Value, _client, configuration), action.Value.Policy))];

    public ValueTask<IReadOnlyList<AiTool>> GetToolsAsync(TurnContext turn) => ValueTask.FromResult(_tools);

    public void Dispose() => _client.Dispose();
}
