using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concierge.Roles;

/// <summary>The stored roles of one number: by service, <c>*</c> for all.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(Dictionary<string, ServiceRole>))]
internal sealed partial class RoleRecord : JsonSerializerContext
{
    public static Dictionary<string, ServiceRole> Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Default.DictionaryStringServiceRole) ?? throw new JsonException("The roles are null.");

    public static byte[] Write(Dictionary<string, ServiceRole> roles) =>
        JsonSerializer.SerializeToUtf8Bytes(roles, Default.DictionaryStringServiceRole);
}
