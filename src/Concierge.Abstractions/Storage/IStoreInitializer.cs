namespace Concierge.Storage;

/// <summary>A store that must be opened, created or upgraded before anything else starts.</summary>
public interface IStoreInitializer
{
    /// <summary>
    /// Opens the store. Called once, before the first webhook is accepted. An exception keeps the host from starting: its
    /// message says what to do.
    /// </summary>
    ValueTask InitializeAsync(CancellationToken cancellationToken);
}
