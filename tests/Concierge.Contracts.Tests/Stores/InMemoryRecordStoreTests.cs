using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemoryRecordStoreTests : RecordStoreContract
{
    protected override StoreFixture CreateFixture() => new InMemoryFixture(lease: null);
}
