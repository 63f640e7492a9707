using Microsoft.Extensions.Configuration;

namespace Concierge.Services;

/// <summary>
/// Puts the catalogue together: code, then configuration, then the store; a later definition replaces an earlier one of the same name as a
/// whole. What is wrong in code or configuration keeps the host from starting; what is wrong in the store does not hold and says why.
/// </summary>
internal sealed class CatalogueBuilder(
    IEnumerable<ServiceRegistration> registrations,
    IConfiguration configuration,
    ServiceProcessors processors,
    DefinitionValidator validator)
{
    private readonly Lazy<Dictionary<string, ServiceRegistration>> _code = new(() => Index(registrations));
    private readonly Lazy<List<(ServiceDefinition Definition, ServiceSource Source)>> _fixed = new(() =>
    [
        .. registrations.Select(registration => (Complete(registration), ServiceSource.Code)),
        .. DefinitionReader.Read(configuration).Select(definition => (definition, ServiceSource.Configuration)),
    ]);

    /// <param name="stored">What the store has, by name in a stable order.</param>
    /// <param name="previous">What held before and goes on holding where the stored definition is wrong; null for nothing.</param>
    /// <exception cref="InvalidOperationException">Code or configuration are wrong.</exception>
    public CatalogueSnapshot Build(IReadOnlyList<(string Name, ServiceDefinition? Definition, string? Problem)> stored, CatalogueSnapshot? previous)
    {
        var services = new OrderedServices();
        foreach ((ServiceDefinition definition, ServiceSource source) in _fixed.Value)
        {
            IReadOnlyList<string> wrong = Problems(services, definition, source);
            if (wrong.Count > 0)
            {
                string where = source == ServiceSource.Code ? $"The service '{definition.Name}'" : $"{DefinitionReader.Section}:{definition.Name}";
                throw new InvalidOperationException($"{where} is not valid: {string.Join(" ", wrong)}");
            }

            services.Put(Make(definition, source));
        }

        var problems = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string name, ServiceDefinition? definition, string? unreadable) in stored)
        {
            IReadOnlyList<string> wrong = definition is null ? [unreadable!] : Problems(services, definition, ServiceSource.Store);
            if (wrong.Count == 0)
            {
                services.Put(Make(definition!, ServiceSource.Store));
                continue;
            }

            problems[name] = wrong;
            if (previous?.Entries.FirstOrDefault(entry => entry.Definition.Name == name) is { Source: ServiceSource.Store } old
                && Problems(services, old.Definition, ServiceSource.Store).Count == 0)
            {
                services.Put(Make(old.Definition, ServiceSource.Store));
            }
        }

        return new CatalogueSnapshot(services.All, problems);
    }

    private static Dictionary<string, ServiceRegistration> Index(IEnumerable<ServiceRegistration> registrations)
    {
        var index = new Dictionary<string, ServiceRegistration>(StringComparer.Ordinal);
        foreach (ServiceRegistration registration in registrations)
        {
            if (!index.TryAdd(registration.Name, registration))
            {
                throw new InvalidOperationException($"Two services have the name '{registration.Name}'. Give each its own.");
            }
        }

        return index;
    }

    /// <summary>One definition of what the registration and its own definition say.</summary>
    private static ServiceDefinition Complete(ServiceRegistration registration)
    {
        ServiceDefinition definition = registration.Definition ?? new ServiceDefinition();
        ServiceTriggers triggers = definition.Triggers;
        return definition with
        {
            Name = registration.Name,
            Triggers = triggers with
            {
                Keywords = [.. triggers.Keywords.Union(registration.Keywords, StringComparer.Ordinal)],
                Choices = [.. triggers.Choices.Union(registration.Choices, StringComparer.Ordinal)],
                Default = triggers.Default || registration.IsDefault,
            },
        };
    }

    private List<string> Problems(OrderedServices services, ServiceDefinition definition, ServiceSource source)
    {
        List<string> problems = [.. source == ServiceSource.Code && processors.Find(definition.Processing) is null
            ? validator.Validate(definition with { Processing = ServiceKinds.Code }, source)
            : validator.Validate(definition, source)];
        if (source != ServiceSource.Code && IsCode(definition) && !_code.Value.ContainsKey(definition.Name))
        {
            problems.Add($"processing is 'code', but no code is registered under '{definition.Name}'. Known: {string.Join(", ", _code.Value.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (definition.IsActive)
        {
            problems.AddRange(services.Clashes(definition));
        }

        return problems;
    }

    private CatalogueService Make(ServiceDefinition definition, ServiceSource source)
    {
        ServiceRegistration? registration = _code.Value.GetValueOrDefault(definition.Name);
        IServiceProcessor? processor = processors.Find(definition.Processing);
        ServiceHold hold = definition.Hold ?? processor?.Hold ?? ServiceHold.None;
        TimeSpan? idle = definition.IdleTimeout ?? processor?.IdleTimeout;
        return source == ServiceSource.Code || IsCode(definition)
            ? new CatalogueService(definition, source, hold, registration!.Create) { Claims = registration.Claims, IdleTimeout = idle }
            : new CatalogueService(definition, source, hold, provider => processor!.Create(definition, provider)) { Claims = processor!.Claims(definition), IdleTimeout = idle };
    }

    private static bool IsCode(ServiceDefinition definition) => string.Equals(definition.Processing, ServiceKinds.Code, StringComparison.OrdinalIgnoreCase);
}
