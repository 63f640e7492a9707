using Microsoft.Extensions.AI;

namespace Concierge.Ai.Mcp;

/// <summary>A tool as the loop of an AI service runs it: a call whose outcome nobody knows is told apart from one that failed.</summary>
internal sealed class McpServiceFunction(McpTool tool) : DelegatingAIFunction(tool)
{
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await base.InvokeCoreAsync(arguments, cancellationToken);
        }
        catch (McpToolException exception) when (exception.MayHaveHappened)
        {
            throw new TimeoutException(exception.Message, exception);
        }
    }
}
