using System.Text.Json;

namespace Concierge.Testing.Ai;

/// <summary>A tool call that a scripted model makes.</summary>
/// <param name="Tool">The tool's name, as the model writes it; it need not exist.</param>
/// <param name="ArgumentsJson">The arguments as JSON text. Text that is no JSON object reaches the host as a real client hands on what it cannot parse.</param>
/// <param name="Id">The call's id; null for <c>call_1</c>, <c>call_2</c> …</param>
public sealed record ScriptedCall(string Tool, string ArgumentsJson = "{}", string? Id = null)
{
    /// <summary>A call with these arguments.</summary>
    public ScriptedCall(string tool, params (string Name, object? Value)[] arguments)
        : this(tool, JsonSerializer.Serialize(Check(arguments).ToDictionary(argument => argument.Name, argument => argument.Value)))
    {
    }

    private static (string Name, object? Value)[] Check((string Name, object? Value)[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments;
    }
}
