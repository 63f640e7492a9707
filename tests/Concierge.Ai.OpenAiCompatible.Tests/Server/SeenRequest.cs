using System.Text.Json.Nodes;

namespace Concierge.Ai.OpenAiCompatible.Tests.Server;

/// <summary>A request that the server got.</summary>
internal sealed record SeenRequest(string Address, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
