using System.Text.Json.Serialization;

namespace Concierge.Services.Processing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandoffTicket))]
internal sealed partial class HandoffTicketJsonContext : JsonSerializerContext;
