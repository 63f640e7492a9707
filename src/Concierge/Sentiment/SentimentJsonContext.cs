using System.Text.Json.Serialization;

namespace Concierge.Sentiment;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AngerNote))]
internal sealed partial class SentimentJsonContext : JsonSerializerContext;
