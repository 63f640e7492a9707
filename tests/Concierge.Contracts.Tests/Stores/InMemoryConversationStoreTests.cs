using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemoryConversationStoreTests : ConversationStoreContract
{
    protected override StoreFixture CreateFixture() => new InMemoryFixture(lease: null);
}
