using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concierge.Events;

internal static class EventData
{
    public static JsonElement Parse(JsonObject members)
    {
        using JsonDocument document = JsonDocument.Parse(members.ToJsonString());
        return document.RootElement.Clone();
    }
}
