namespace Concierge.Services;

/// <summary>A service of the catalogue with everything that the router needs at hand.</summary>
internal sealed record CatalogueService(ServiceDefinition Definition, ServiceSource Source, ServiceHold Hold, Func<IServiceProvider, IService> Create)
{
    public string Name => Definition.Name;

    /// <summary>How long a person may be silent; null for the host's own time.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Whether a message answers something that this service asked; null for never.</summary>
    public Func<TurnContext, bool>? Claims { get; init; }
}
