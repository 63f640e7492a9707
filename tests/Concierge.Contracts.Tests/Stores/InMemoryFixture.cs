using Concierge.InMemory;
using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

internal sealed class InMemoryFixture(TimeSpan? lease) : StoreFixture
{
    private StoreSet? _stores;

    public override TimeSpan? LeaseDuration => lease;

    public override ValueTask<StoreSet> CreateAsync(TimeProvider clock, int maxBacklog)
    {
        var store = new InMemoryStore(clock, maxBacklog, lease);
        _stores = new StoreSet(store, store, store, store, store, store);
        return new(_stores);
    }

    /// <summary>Nodes of one process: they share all of it.</summary>
    public override ValueTask<StoreSet> JoinAsync() => new(_stores!);

    public override ValueTask DisposeAsync() => default;
}
