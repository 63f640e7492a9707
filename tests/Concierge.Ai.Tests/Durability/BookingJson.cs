using System.Text.Json.Serialization;

namespace Concierge.Ai.Tests.Durability;

[JsonSerializable(typeof(string))]
internal sealed partial class BookingJson : JsonSerializerContext;
