using System.Text.Json;
using System.Text.Json.Serialization;
using Concierge.Forms.Dialogue;

namespace Concierge.Forms;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FormState))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class FormsJsonContext : JsonSerializerContext;
