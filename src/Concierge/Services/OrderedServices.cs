namespace Concierge.Services;

/// <summary>Services in the order in which their names first came, and what only one of them may have.</summary>
internal sealed class OrderedServices
{
    private readonly OrderedDictionary<string, CatalogueService> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _choices = new(StringComparer.Ordinal);
    private string? _default;

    public IReadOnlyList<CatalogueService> All => [.. _services.Values];

    public IEnumerable<string> Clashes(ServiceDefinition definition)
    {
        foreach (string choice in definition.Triggers.Choices)
        {
            if (_choices.TryGetValue(choice, out string? owner) && owner != definition.Name)
            {
                yield return $"triggers.choices: '{choice}' leads to '{owner}' already; it must lead to one service only.";
            }
        }

        if (definition.Triggers.Default && _default is not null && _default != definition.Name)
        {
            yield return $"triggers.default: '{_default}' is the default already; only one can answer what nothing else answers.";
        }
    }

    public void Put(CatalogueService service)
    {
        foreach (string choice in _services.GetValueOrDefault(service.Name)?.Definition.Triggers.Choices ?? [])
        {
            _choices.Remove(choice);
        }

        _default = _default == service.Name ? null : _default;
        _services[service.Name] = service;
        if (!service.Definition.IsActive)
        {
            return;
        }

        foreach (string choice in service.Definition.Triggers.Choices)
        {
            _choices[choice] = service.Name;
        }

        _default = service.Definition.Triggers.Default ? service.Name : _default;
    }
}
