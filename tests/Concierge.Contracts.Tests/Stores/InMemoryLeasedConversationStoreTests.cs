using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

/// <summary>With leases that expire, as in a store that several owners share.</summary>
public sealed class InMemoryLeasedConversationStoreTests : ConversationStoreContract
{
    protected override StoreFixture CreateFixture() => new InMemoryFixture(lease: TimeSpan.FromSeconds(30));
}
