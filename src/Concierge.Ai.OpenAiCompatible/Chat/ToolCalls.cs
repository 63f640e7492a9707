using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Chat;

/// <summary>Puts the tool calls of one answer together, whole or from pieces in any order of their indexes. Not thread-safe.</summary>
internal sealed class ToolCalls
{
    private const int IdBytes = 12;

    private readonly List<Slot> _slots = [];

    public bool Any => _slots.Count > 0;

    /// <summary>Takes the <c>tool_calls</c> of a whole message.</summary>
    public void AddWhole(JsonElement message)
    {
        foreach (JsonElement call in Field.Elements(message, "tool_calls"))
        {
            var slot = new Slot(_slots.Count);
            _slots.Add(slot);
            Fill(slot, call);
        }
    }

    /// <summary>Takes the <c>tool_calls</c> of a piece of a streamed message.</summary>
    public void AddPiece(JsonElement delta)
    {
        foreach (JsonElement call in Field.Elements(delta, "tool_calls"))
        {
            Fill(Find(call), call);
        }
    }

    /// <summary>The calls, in order of their indexes. Arguments that are no JSON object are in the call's exception.</summary>
    public IEnumerable<FunctionCallContent> Complete() =>
        _slots.OrderBy(slot => slot.Index).Where(slot => slot.Name is not null).Select(slot => FunctionCallContent.CreateFromParsedArguments(
            slot.Arguments.ToString(), slot.Id ?? NewId(), slot.Name!, Parse));

    /// <summary>
    /// A piece belongs to the call with its index. Some servers give all calls index 0 and tell them apart by id; some give no
    /// index and continue the last call until they name another.
    /// </summary>
    private Slot Find(JsonElement call)
    {
        long? index = Field.Number(call, "index");
        string? id = Field.Text(call, "id");
        Slot? slot = index is null ? _slots.LastOrDefault() : _slots.LastOrDefault(known => known.Index == index);
        bool isAnother = string.IsNullOrEmpty(id)
            ? index is null && slot?.Name is not null && Field.Object(call, "function") is { } function && !string.IsNullOrEmpty(Field.Text(function, "name"))
            : !string.IsNullOrEmpty(slot?.Id) && slot.Id != id;
        if (slot is null || isAnother)
        {
            slot = new Slot(index ?? _slots.Count);
            _slots.Add(slot);
        }

        return slot;
    }

    private static void Fill(Slot slot, JsonElement call)
    {
        slot.Id ??= Field.Text(call, "id") is { Length: > 0 } id ? id : null;
        if (Field.Object(call, "function") is { } function)
        {
            slot.Name ??= Field.Text(function, "name") is { Length: > 0 } name ? name : null;
            slot.Arguments.Append(Field.Text(function, "arguments") ?? Field.Object(function, "arguments")?.GetRawText());
        }
    }

    private static Dictionary<string, object?> Parse(string arguments)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return values;
        }

        using JsonDocument json = JsonDocument.Parse(arguments);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"The arguments are a JSON {json.RootElement.ValueKind} instead of an object.");
        }

        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            values[property.Name] = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value.Clone();
        }

        return values;
    }

    /// <summary>Some servers give no id, but results need one that is unique in the whole conversation, over restarts too.</summary>
    private static string NewId() => "call_" + RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);

    private sealed class Slot(long index)
    {
        public long Index { get; } = index;

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
