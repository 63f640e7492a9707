using System.Text.Json.Serialization;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;

namespace Concierge.Emulator;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalState))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(PageState))]
[JsonSerializable(typeof(PhoneAction))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(IReadOnlyList<FaultOrder>))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(TypingNotice))]
[JsonSerializable(typeof(MediaCreated))]
[JsonSerializable(typeof(DeskAction))]
[JsonSerializable(typeof(DeskConversation))]
[JsonSerializable(typeof(RepeatOrder))]
internal sealed partial class EmulatorJsonContext : JsonSerializerContext;
