using System.Net;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Concierge.Ai.Mcp;

/// <summary>A live connection to a server: a process that was started or an HTTP session.</summary>
internal sealed class McpServerConnection : IAsyncDisposable
{
    private static readonly string[] Necessary =
        ["PATH", "HOME", "LANG", "TMPDIR", "SystemRoot", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ComSpec"];

    private readonly McpClient _client;
    private readonly IDisposable? _http;
    private readonly IAsyncDisposable _changes;

    private McpServerConnection(McpClient client, IDisposable? http, Action toolsChanged)
    {
        _client = client;
        _http = http;
        _changes = client.RegisterNotificationHandler(NotificationMethods.ToolListChangedNotification, (_, _) =>
        {
            toolsChanged();
            return default;
        });
    }

    public bool IsAlive => !_client.Completion.IsCompleted;

    public static async Task<McpServerConnection> ConnectAsync(string name, McpOptions options, Action toolsChanged, ILogger logger, CancellationToken cancellationToken)
    {
        HttpClient? http = options.Endpoint is null ? null : new HttpClient(Handler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            IClientTransport transport = http is null ? Stdio(name, options, logger) : Http(name, options, http);
            var settings = new McpClientOptions
            {
                ClientInfo = new Implementation { Name = "Concierge", Version = "1.0" },
                InitializationTimeout = options.ConnectTimeout,
            };
            return new McpServerConnection(await McpClient.CreateAsync(transport, settings, cancellationToken: cancellationToken), http, toolsChanged);
        }
        catch
        {
            http?.Dispose();
            throw;
        }
    }

    public async Task<IReadOnlyList<Tool>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await _client.ListToolsAsync(new RequestOptions(), cancellationToken)).Select(tool => tool.ProtocolTool)];

    public async Task<CallToolResult> CallAsync(string tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        await _client.CallToolAsync(tool, arguments, cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _client.DisposeAsync();
        _http?.Dispose();
    }

    private static StdioClientTransport Stdio(string name, McpOptions options, ILogger logger) => new(new StdioClientTransportOptions
    {
        Name = name,
        Command = options.Command!,
        Arguments = [.. options.Arguments],
        WorkingDirectory = options.WorkingDirectory,
        // The default hands over everything, the host's secrets too.
        InheritEnvironmentVariables = false,
        EnvironmentVariables = Environment(options),
        ShutdownTimeout = TimeSpan.FromSeconds(2),
        StandardErrorLines = line => logger.ServerWrote(name, line),
    });

    private static Dictionary<string, string?> Environment(McpOptions options)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string variable in Necessary.Concat(options.InheritEnvironment))
        {
            if (System.Environment.GetEnvironmentVariable(variable) is { } value)
            {
                variables[variable] = value;
            }
        }

        foreach ((string variable, string value) in options.Environment)
        {
            variables[variable] = value;
        }

        return variables;
    }

    private static HttpClientTransport Http(string name, McpOptions options, HttpClient http) => new(
        new HttpClientTransportOptions
        {
            Name = name,
            Endpoint = options.Endpoint!,
            TransportMode = HttpTransportMode.StreamableHttp,
            ConnectionTimeout = options.ConnectTimeout,
            AdditionalHeaders = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase),
        },
        http);

    /// <summary>A redirect would take the headers' secrets elsewhere.</summary>
    private static SocketsHttpHandler Handler(McpOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
