using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge.Testing.Evaluation;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Dialogue))]
[JsonSerializable(typeof(Dialogue[]))]
internal sealed partial class DialogueJsonContext : JsonSerializerContext;
