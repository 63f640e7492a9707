using System.Text.Json.Serialization;

namespace Concierge.Messaging;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TurnRate))]
[JsonSerializable(typeof(LoopWatch))]
internal sealed partial class MessagingJsonContext : JsonSerializerContext;
