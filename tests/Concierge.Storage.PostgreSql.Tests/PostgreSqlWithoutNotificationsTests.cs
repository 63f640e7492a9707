using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>Notifications are a hint: without them all holds too.</summary>
public sealed class PostgreSqlWithoutNotificationsTests : SeveralOwnersContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture(notifications: false);
}
