using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Concierge.Ai.Mcp;

/// <summary>
/// The tools of one MCP server. Connects with the first use, remembers the tools, connects again when the server died. AI services get them with
/// a policy: what the host and the server's hints say of the effect, and that every result is a stranger's text. Thread-safe.
/// </summary>
public sealed class McpToolSource : IToolSource, IAsyncDisposable
{
    /// <summary>Where a tool's <see cref="AITool.AdditionalProperties"/> hold its effect, as the name of a <see cref="ToolEffect"/>.</summary>
    public const string EffectProperty = "Effect";

    /// <summary>Where they hold the server's name.</summary>
    public const string ServerProperty = "McpServer";

    private readonly McpOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private McpServerConnection? _connection;
    private McpUnavailableException? _lastFailure;
    private long _failedAt;
    private volatile McpTool[]? _tools;
    private volatile IReadOnlyList<AiTool> _underPolicy = [];
    private long _listedAt;
    private volatile bool _isChanged;
    private int _refreshing;

    /// <summary>Makes a source; nothing is started yet.</summary>
    /// <param name="name">The server's name in this host.</param>
    /// <param name="options">The server.</param>
    /// <param name="clock">Measures the times; null for the system's.</param>
    /// <param name="loggers">Null for no log.</param>
    /// <exception cref="OptionsValidationException">The options are not valid; the message says what to do.</exception>
    public McpToolSource(string name, McpOptions options, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResult result = new McpOptionsValidator().Validate(name, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(name, typeof(McpOptions), result.Failures);
        }

        Name = name;
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<McpToolSource>();
    }

    /// <summary>The server's name in this host.</summary>
    public string Name { get; }

    /// <summary>
    /// The tools, ordered by name; each is an <see cref="AIFunction"/>. From memory once they are known, even while the server is
    /// away; an old list is refreshed meanwhile. A call returns text, or a <see cref="FunctionResultContent"/> with an exception where
    /// the server reports an error.
    /// </summary>
    /// <exception cref="McpUnavailableException">The tools are not known yet and the server cannot be reached.</exception>
    public async ValueTask<IReadOnlyList<AITool>> GetToolsAsync(CancellationToken cancellationToken = default)
    {
        if (_tools is { } known)
        {
            if ((_isChanged || _clock.GetElapsedTime(_listedAt) >= _options.RefreshAfter) && Interlocked.Exchange(ref _refreshing, 1) == 0)
            {
                _ = RefreshAsync();
            }

            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_tools is null)
            {
                await ConnectAsync(cancellationToken);
            }

            return _tools!;
        }
        finally
        {
            _gate.Release();
        }
    }

    string IToolSource.Kind => ToolKinds.Mcp;

    async ValueTask<IReadOnlyList<AiTool>?> IToolSource.ListAsync(CancellationToken cancellationToken)
    {
        _ = await GetToolsAsync(cancellationToken);
        return _underPolicy;
    }

    async ValueTask<IReadOnlyList<AiTool>> IToolSource.GetToolsAsync(TurnContext turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        _ = await GetToolsAsync(turn.CancellationToken);
        return _underPolicy;
    }

    /// <summary>Ends the server's process or session.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _gate.WaitAsync();
        try
        {
            await DropAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    internal async Task<object> CallAsync(string tool, string shownName, ToolEffect effect, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?>(arguments, StringComparer.Ordinal);
        try
        {
            return await CallOnceAsync(tool, shownName, values, cancellationToken);
        }
        catch (McpToolException exception) when (exception.InnerException is not OperationCanceledException && effect == ToolEffect.Read)
        {
            // The server died under a call that may be repeated.
            return await CallOnceAsync(tool, shownName, values, cancellationToken);
        }
    }

    private async Task<object> CallOnceAsync(string tool, string shownName, Dictionary<string, object?> values, CancellationToken cancellationToken)
    {
        McpServerConnection connection = await LiveConnectionAsync(cancellationToken);
        using var limit = new CancellationTokenSource(_options.CallTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            CallToolResult result = await connection.CallAsync(tool, values, either.Token);
            string text = ResultText.Of(result, _options.MaxResultLength);
            return result.IsError is true ? Failed(shownName, text) : text;
        }
        catch (McpProtocolException exception) when (IsSessionGone(exception))
        {
            await LoseAsync(connection, exception);
            throw new McpToolException($"The MCP server '{Name}' was replaced and knew nothing of the session; '{shownName}' was not called.", mayHaveHappened: false, exception);
        }
        catch (McpProtocolException exception)
        {
            // The server answered, with a refusal: a tool that is gone, arguments that it cannot read.
            return Failed(shownName, ResultText.Cut(exception.Message, _options.MaxResultLength));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && limit.IsCancellationRequested)
        {
            throw new McpToolException($"The MCP tool '{shownName}' did not answer within {_options.CallTimeout}. Raise {McpOptions.SectionOf(Name)}:{nameof(_options.CallTimeout)} if that is normal for it.", mayHaveHappened: true, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await LoseAsync(connection, exception);
            throw new McpToolException($"The MCP server '{Name}' was lost during a call of '{shownName}'.", mayHaveHappened: true, exception);
        }
    }

    /// <summary>A server that was started anew refuses the old session with one of the codes that the protocol leaves to servers.</summary>
    private bool IsSessionGone(McpProtocolException exception) => _options.Endpoint is not null && (int)exception.ErrorCode is (-32000 or -32001);

    private static FunctionResultContent Failed(string shownName, string text) =>
        new(string.Empty, text) { Exception = new McpToolException($"The MCP tool '{shownName}' reported an error.", mayHaveHappened: false) };

    private async Task<McpServerConnection> LiveConnectionAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsAlive: true } live)
        {
            return live;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_connection is not { IsAlive: true })
            {
                await ConnectAsync(cancellationToken);
            }

            return _connection!;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Connects and lists. The gate is held.</summary>
    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_lastFailure is not null && _clock.GetElapsedTime(_failedAt) < _options.RetryPause)
        {
            throw _lastFailure;
        }

        await DropAsync();
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, _stop.Token);
        try
        {
            _connection = await McpServerConnection.ConnectAsync(Name, _options, () => _isChanged = true, _logger, either.Token);
            await ListAsync(_connection, either.Token);
            _lastFailure = null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await DropAsync();
            _failedAt = _clock.GetTimestamp();
            _lastFailure = new McpUnavailableException(Advice(exception), exception);
            throw _lastFailure;
        }
    }

    private string Advice(Exception exception)
    {
        string section = McpOptions.SectionOf(Name);
        string how = exception is OperationCanceledException or TimeoutException ? $" within {_options.ConnectTimeout}" : string.Empty;
        return _options.Endpoint is { } endpoint
            ? $"The MCP server '{Name}' at {endpoint.Host}:{endpoint.Port} could not be reached{how}. Check {section}:{nameof(_options.Endpoint)}, {section}:{nameof(_options.Headers)} and whether the server runs."
            : $"The MCP server '{Name}' could not be started{how}. Check {section}:{nameof(_options.Command)} and {nameof(_options.Arguments)}; a variable that it needs goes into {section}:{nameof(_options.Environment)}, because it does not get the host's.";
    }

    private async Task ListAsync(McpServerConnection connection, CancellationToken cancellationToken)
    {
        _isChanged = false;
        Tool[] allowed = [.. (await connection.ListAsync(cancellationToken))
            .Where(tool => _options.Tools.Count == 0 || _options.Tools.Contains(tool.Name))
            .OrderBy(tool => tool.Name, StringComparer.Ordinal)];
        if (allowed.Length > _options.MaxTools)
        {
            _logger.TooMany(Name, allowed.Length - _options.MaxTools);
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        McpTool[] tools = [.. allowed.Take(_options.MaxTools).Select(tool => new McpTool(this, tool, ToolNames.Make(_options.Prefix ?? Name, tool.Name, taken), _options))];
        _underPolicy = [.. tools.Select(UnderPolicy).OfType<AiTool>()];
        _tools = tools;
        _listedAt = _clock.GetTimestamp();
        _logger.Connected(Name, tools.Length);
    }

    private AiTool? UnderPolicy(McpTool tool)
    {
        try
        {
            return new AiTool(new McpServiceFunction(tool), McpToolPolicy.Of(tool, _options));
        }
        catch (ArgumentException)
        {
            _logger.AsksWhoIsServed(Name, tool.ServerName);
            return null;
        }
    }

    /// <summary>Nobody waits for it: the known tools are in use meanwhile.</summary>
    private async Task RefreshAsync()
    {
        try
        {
            McpServerConnection connection = await LiveConnectionAsync(_stop.Token);
            using var limit = new CancellationTokenSource(_options.ConnectTimeout, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
            await ListAsync(connection, either.Token);
        }
        catch (Exception exception)
        {
            _listedAt = _clock.GetTimestamp();
            _logger.Stale(Name, exception.GetType().Name);
        }
        finally
        {
            Volatile.Write(ref _refreshing, 0);
        }
    }

    private async Task LoseAsync(McpServerConnection connection, Exception exception)
    {
        await _gate.WaitAsync();
        try
        {
            if (ReferenceEquals(_connection, connection))
            {
                _logger.Lost(Name, exception.GetType().Name);
                await DropAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task DropAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            try
            {
                await connection.DisposeAsync();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // It is gone already, which is why it is dropped.
                _logger.Lost(Name, exception.GetType().Name);
            }
        }
    }
}
