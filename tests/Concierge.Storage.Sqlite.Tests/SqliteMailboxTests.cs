using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteMailboxTests : MailboxContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
