using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlMailboxTests : MailboxContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
