using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlRecordStoreTests : RecordStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
