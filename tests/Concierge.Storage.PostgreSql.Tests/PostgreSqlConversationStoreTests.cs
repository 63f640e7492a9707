using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlConversationStoreTests : ConversationStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
