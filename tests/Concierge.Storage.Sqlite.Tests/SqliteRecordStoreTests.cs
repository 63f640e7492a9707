using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteRecordStoreTests : RecordStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
