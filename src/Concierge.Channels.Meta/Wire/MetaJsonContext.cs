using System.Text.Json.Serialization;

namespace Concierge.Channels.Meta.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(MediaAnswer))]
internal sealed partial class MetaJsonContext : JsonSerializerContext;
