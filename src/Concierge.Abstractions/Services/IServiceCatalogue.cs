namespace Concierge;

/// <summary>
/// All services from code, configuration and store. The store's can be changed while conversations run: a turn that has begun keeps what
/// it began with. Thread-safe. I/O failures are <see cref="Storage.StoreUnavailableException"/>.
/// </summary>
public interface IServiceCatalogue
{
    /// <summary>Every service, active or not, in the order code, configuration, store.</summary>
    IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>Reads the store again if it has changed.</summary>
    ValueTask RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves a definition to the store, where it replaces those of the same name from code and configuration. It is validated together with all
    /// others first.
    /// </summary>
    /// <param name="definition">Its <see cref="ServiceDefinition.Version"/> is the stored version that it changes; 0 when nothing is stored under its name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">No store that keeps records is registered.</exception>
    ValueTask<ServiceChange> SaveAsync(ServiceDefinition definition, CancellationToken cancellationToken = default);

    /// <summary>Removes a definition from the store; one from code or configuration of the same name holds again.</summary>
    /// <exception cref="InvalidOperationException">No store that keeps records is registered.</exception>
    ValueTask<ServiceChange> RemoveAsync(string name, long version, CancellationToken cancellationToken = default);
}
