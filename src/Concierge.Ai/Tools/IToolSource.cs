namespace Concierge.Ai;

/// <summary>
/// Tools that are not known when the host starts: an MCP server's, or those registered at run time. Registered as a
/// singleton it serves every AI service; a tool of the service itself wins over one of the same name. Thread-safe.
/// </summary>
public interface IToolSource
{
    /// <summary>What its tools are, for lists: one of <see cref="ToolKinds"/>, or a word of its own.</summary>
    string Kind => ToolKinds.Local;

    /// <summary>
    /// All tools that it has now, outside of any turn: for the list of the admin API, and to check the names in definitions. Null, the default, when that cannot be told; then
    /// its tools are not listed and any name may be one of its own.
    /// </summary>
    ValueTask<IReadOnlyList<AiTool>?> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<AiTool>?>(null);

    /// <summary>
    /// The tools for one turn. Called once per turn, before anything the person wrote is read; it should answer from memory. An
    /// exception leaves this source's tools out of the turn and is logged.
    /// </summary>
    ValueTask<IReadOnlyList<AiTool>> GetToolsAsync(TurnContext turn);
}
