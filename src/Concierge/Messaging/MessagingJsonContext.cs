using System.Text.Json.Serialization;
using Concierge.Turns;

namespace Concierge.Messaging;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TurnRate))]
[JsonSerializable(typeof(LoopWatch))]
[JsonSerializable(typeof(EarlyNote))]
internal sealed partial class MessagingJsonContext : JsonSerializerContext;
