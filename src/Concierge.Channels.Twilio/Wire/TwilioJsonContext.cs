using System.Text.Json.Serialization;

namespace Concierge.Channels.Twilio.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ApiAnswer))]
[JsonSerializable(typeof(FilePage))]
[JsonSerializable(typeof(ListedMessage))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(SenderPage))]
internal sealed partial class TwilioJsonContext : JsonSerializerContext;
