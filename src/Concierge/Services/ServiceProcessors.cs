using System.Collections.Frozen;

namespace Concierge.Services;

/// <summary>The kinds of processing that this host knows.</summary>
internal sealed class ServiceProcessors
{
    private readonly FrozenDictionary<string, IServiceProcessor> _byKind;

    public ServiceProcessors(IEnumerable<IServiceProcessor> processors)
    {
        var byKind = new Dictionary<string, IServiceProcessor>(StringComparer.OrdinalIgnoreCase);
        foreach (IServiceProcessor processor in processors)
        {
            // The last one wins, so that a host can put its own in the place of a built-in one.
            byKind[processor.Kind] = processor;
        }

        _byKind = byKind.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<string> Kinds => _byKind.Keys.Append(ServiceKinds.Code).Order(StringComparer.Ordinal);

    public IServiceProcessor? Find(string kind) => _byKind.GetValueOrDefault(kind);
}
