using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Mcp;

/// <summary>What this package logs. Event ids 4600–4699. What a server writes may hold anything: at Trace only.</summary>
internal static partial class Log
{
    [LoggerMessage(4600, LogLevel.Information, "MCP server {Server}: connected, {Count} tools.")]
    public static partial void Connected(this ILogger logger, string server, int count);

    [LoggerMessage(4601, LogLevel.Warning, "MCP server {Server}: lost ({Kind}). It is reconnected with the next use.")]
    public static partial void Lost(this ILogger logger, string server, string kind);

    [LoggerMessage(4602, LogLevel.Warning, "MCP server {Server}: its list of tools could not be refreshed ({Kind}). The known tools stay in use.")]
    public static partial void Stale(this ILogger logger, string server, string kind);

    [LoggerMessage(4603, LogLevel.Warning, "MCP server {Server}: {Count} tools left out. Name those that you need in Tools, or raise MaxTools.")]
    public static partial void TooMany(this ILogger logger, string server, int count);

    [LoggerMessage(4605, LogLevel.Warning, "MCP server {Server}: AI services do not get {Tool}, because its arguments let the model name a tenant, a contact, a conversation or a session.")]
    public static partial void AsksWhoIsServed(this ILogger logger, string server, string tool);

    [LoggerMessage(4604, LogLevel.Trace, "MCP server {Server}: {Line}")]
    public static partial void ServerWrote(this ILogger logger, string server, string line);
}
