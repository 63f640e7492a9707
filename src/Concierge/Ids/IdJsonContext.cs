using System.Text.Json.Serialization;

namespace Concierge.Ids;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdStanding))]
internal sealed partial class IdJsonContext : JsonSerializerContext;
