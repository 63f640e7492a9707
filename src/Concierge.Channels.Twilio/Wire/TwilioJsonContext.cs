using System.Text.Json.Serialization;

namespace Concierge.Channels.Twilio.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ApiAnswer))]
internal sealed partial class TwilioJsonContext : JsonSerializerContext;
