using Microsoft.Extensions.AI;

namespace Concierge.Ai.Mcp.Tests;

internal static class Calls
{
    public static async Task<AIFunction> ToolAsync(this McpToolSource source, string name) => (AIFunction)(await source.GetToolsAsync()).Single(tool => tool.Name == name);

    public static async Task<object?> CallAsync(this McpToolSource source, string name, params (string Name, object? Value)[] arguments) =>
        await (await source.ToolAsync(name)).InvokeAsync(new AIFunctionArguments(arguments.ToDictionary(argument => argument.Name, argument => argument.Value)));

    /// <summary>Waits for what happens beside the test.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
        }
    }
}
