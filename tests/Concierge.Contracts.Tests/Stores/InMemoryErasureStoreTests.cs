using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemoryErasureStoreTests : ErasureStoreContract
{
    protected override StoreFixture CreateFixture() => new InMemoryFixture(lease: null);
}
