using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>A function that the model may ask for, and the policy under which it runs.</summary>
public sealed class AiTool
{
    /// <summary>
    /// Names under which a model could claim to be somebody else. What a tool needs to know about tenant, person and
    /// conversation comes from <see cref="ToolContext"/>.
    /// </summary>
    internal static readonly HashSet<string> ReservedArguments = new(StringComparer.OrdinalIgnoreCase)
    {
        "tenant", "tenantId", "tenant_id", "contactId", "contact_id", "conversationId", "conversation_id",
        "sessionId", "session_id", "senderId", "sender_id",
    };

    /// <summary>Makes a tool.</summary>
    /// <param name="function">What runs. Its name is what the model asks for.</param>
    /// <param name="policy">Null for the default: it writes.</param>
    /// <exception cref="ArgumentException">The schema lets the model name the tenant, the contact, the conversation or the session.</exception>
    public AiTool(AIFunction function, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentException.ThrowIfNullOrWhiteSpace(function.Name, nameof(function));
        if (IdentityArgument(function.JsonSchema) is { } argument)
        {
            throw new ArgumentException(
                $"The tool '{function.Name}' lets the model choose '{argument}'. Take tenant, contact and conversation from a parameter of type ToolContext, which the host binds.",
                nameof(function));
        }

        policy ??= ToolPolicy.Default;
        Function = function;
        Policy = function.GetService<ApprovalRequiredAIFunction>() is null ? policy : policy with { Confirm = ToolConfirmation.Always };
        Declaration = function.AsDeclarationOnly();
    }

    /// <summary>The name the model uses. Compared ordinally.</summary>
    public string Name => Function.Name;

    /// <summary>
    /// What runs. An exception is a failed call; a <see cref="TimeoutException"/> means that nobody knows whether it was done: a tool that writes is
    /// then not repeated, and the person is told.
    /// </summary>
    public AIFunction Function { get; }

    /// <summary>Under what conditions.</summary>
    public ToolPolicy Policy { get; }

    /// <summary>
    /// What the model is shown. It cannot be invoked, so that a client that runs functions by itself leaves the call to the loop,
    /// which knows the policy and writes the ledger.
    /// </summary>
    internal AIFunctionDeclaration Declaration { get; }

    /// <summary>Another one after every change of a tool that can be changed at run time; 0 for others. What was confirmed for one revision does not count for the next.</summary>
    internal long Revision { get; init; }

    internal string Title => Policy.Title ?? Name;

    private static string? IdentityArgument(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("properties", out JsonElement properties)
            || properties.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (ReservedArguments.Contains(property.Name))
            {
                return property.Name;
            }
        }

        return null;
    }
}
