using System.Text.Json.Serialization;
using Concierge.Channels;

namespace Concierge;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ConversationDocument))]
[JsonSerializable(typeof(ConversationInput))]
[JsonSerializable(typeof(TranscriptEntry))]
[JsonSerializable(typeof(ConversationSummary))]
[JsonSerializable(typeof(ServiceSession))]
[JsonSerializable(typeof(PendingApproval))]
internal sealed partial class ConciergeJsonContext : JsonSerializerContext;
