using Concierge.InMemory;
using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

internal sealed class InMemoryFixture(TimeSpan? lease) : StoreFixture
{
    public override TimeSpan? LeaseDuration => lease;

    public override ValueTask<StoreSet> CreateAsync(TimeProvider clock, int maxBacklog)
    {
        var store = new InMemoryStore(clock, maxBacklog, lease);
        return new(new StoreSet(store, store, store, store, store));
    }

    public override ValueTask DisposeAsync() => default;
}
