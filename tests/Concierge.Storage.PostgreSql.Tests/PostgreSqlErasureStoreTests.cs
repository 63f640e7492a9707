using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlErasureStoreTests : ErasureStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
