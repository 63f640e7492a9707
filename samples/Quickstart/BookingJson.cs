using System.Text.Json.Serialization;

namespace Concierge.Samples.Quickstart;

[JsonSerializable(typeof(Booking))]
internal sealed partial class BookingJson : JsonSerializerContext;
