using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteContactDirectoryTests : ContactDirectoryContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
