using System.Text.Json.Serialization;

namespace Concierge.Ai.Remote;

/// <summary>People write definitions: a member that none has is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ActionDefinition))]
[JsonSerializable(typeof(ActionRecord))]
internal sealed partial class ActionJson : JsonSerializerContext;
