using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteErasureStoreTests : ErasureStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
