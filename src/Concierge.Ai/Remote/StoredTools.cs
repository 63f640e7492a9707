using System.Collections.Frozen;

namespace Concierge.Ai.Remote;

/// <summary>What the store has about tools at one moment. A turn keeps the one that it began with.</summary>
internal sealed class StoredTools
{
    private readonly FrozenDictionary<string, StoredTool> _byName;

    public StoredTools(IEnumerable<StoredTool> all)
    {
        _byName = all.ToFrozenDictionary(tool => tool.Name, StringComparer.Ordinal);
        Usable = [.. _byName.Values.Where(tool => !tool.IsOff).Select(tool => tool.Tool).OfType<AiTool>()];
        HasSwitches = _byName.Values.Any(tool => tool.IsOff);
    }

    public static StoredTools None { get; } = new([]);

    public IEnumerable<StoredTool> All => _byName.Values;

    /// <summary>The web services that can be called.</summary>
    public IReadOnlyList<AiTool> Usable { get; }

    /// <summary>Whether anything is switched off.</summary>
    public bool HasSwitches { get; }

    public StoredTool? Find(string name) => _byName.GetValueOrDefault(name);

    public bool IsOff(string name) => HasSwitches && _byName.TryGetValue(name, out StoredTool? tool) && tool.IsOff;
}
