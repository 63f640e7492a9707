using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlSeveralOwnersTests : SeveralOwnersContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
