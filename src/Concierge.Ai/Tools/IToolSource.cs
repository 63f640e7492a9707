namespace Concierge.Ai;

/// <summary>
/// Tools that are not known when the host starts: an MCP server's, or those registered at run time. Registered as a
/// singleton it serves every AI service; a tool of the service itself wins over one of the same name. Thread-safe.
/// </summary>
public interface IToolSource
{
    /// <summary>
    /// The tools for one turn. Called once per turn, before anything the person wrote is read; it should answer from memory. An
    /// exception leaves this source's tools out of the turn and is logged.
    /// </summary>
    ValueTask<IReadOnlyList<AiTool>> GetToolsAsync(TurnContext turn);
}
