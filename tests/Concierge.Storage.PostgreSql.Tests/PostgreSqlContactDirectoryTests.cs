using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlContactDirectoryTests : ContactDirectoryContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
