using System.Text.Json;

namespace Concierge.Forms.Definitions;

/// <summary>What a host does with completed forms whose definitions name it.</summary>
internal sealed record FormHandler(string Name, Func<TurnContext, JsonElement, ValueTask> Handle);
