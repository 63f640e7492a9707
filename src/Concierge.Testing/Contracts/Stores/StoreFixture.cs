namespace Concierge.Testing.Contracts.Stores;

/// <summary>What the store suites need to know of a store. One fixture serves one test.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    /// <summary>True when what was acknowledged survives <see cref="ReopenAsync"/>.</summary>
    public virtual bool IsDurable => false;

    /// <summary>
    /// How long a lease lasts unless renewed, for a store in which another owner may take a conversation then; null for a
    /// store with one owner.
    /// </summary>
    public virtual TimeSpan? LeaseDuration => null;

    /// <summary>Makes an empty store that takes its time from the clock.</summary>
    /// <param name="clock">The clock of the test.</param>
    /// <param name="maxBacklog">How many items may wait.</param>
    public abstract ValueTask<StoreSet> CreateAsync(TimeProvider clock, int maxBacklog);

    /// <summary>Ends the store that <see cref="CreateAsync"/> made, without asking it to finish anything, and opens what it left.</summary>
    public virtual ValueTask<StoreSet> ReopenAsync() =>
        throw new InvalidOperationException("A fixture of a durable store overrides ReopenAsync.");

    /// <summary>
    /// Opens what <see cref="CreateAsync"/> made once more, as another node would while the first goes on. For stores with a
    /// <see cref="LeaseDuration"/>.
    /// </summary>
    public virtual ValueTask<StoreSet> JoinAsync() =>
        throw new InvalidOperationException("A fixture of a store with several owners overrides JoinAsync.");

    /// <summary>
    /// After what time at the latest an owner that waits finds what another one has appended or given back, without being told.
    /// </summary>
    public virtual TimeSpan PollInterval => TimeSpan.FromSeconds(5);

    /// <summary>Ends the store and removes what it left.</summary>
    public abstract ValueTask DisposeAsync();
}
