using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Concierge.Ai.Confirmations;
using Concierge.Ai.History;
using Concierge.Ai.Loop;
using Concierge.Ai.Spending;
using Microsoft.Extensions.AI;

namespace Concierge.Ai;

/// <summary>How the AI step's own records lie in the conversation's document.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(AiMemory))]
[JsonSerializable(typeof(List<HistoryCall>))]
[JsonSerializable(typeof(TurnLedger))]
[JsonSerializable(typeof(List<PendingCall>))]
[JsonSerializable(typeof(PersonUsage))]
[JsonSerializable(typeof(TenantDay))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AiJson : JsonSerializerContext
{
    /// <summary>As Microsoft.Extensions.AI writes, without the indentation that its own options have.</summary>
    public static JsonSerializerOptions Compact { get; } = MakeCompact();

    /// <summary>Messages with calls, results and reasoning, as Microsoft.Extensions.AI writes them.</summary>
    public static JsonTypeInfo<List<ChatMessage>> Messages { get; } =
        (JsonTypeInfo<List<ChatMessage>>)Compact.GetTypeInfo(typeof(List<ChatMessage>));

    private static JsonSerializerOptions MakeCompact()
    {
        var compact = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false };
        compact.MakeReadOnly();
        return compact;
    }
}
