using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteConversationStoreTests : ConversationStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
