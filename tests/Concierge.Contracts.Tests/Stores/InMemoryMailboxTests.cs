using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemoryMailboxTests : MailboxContract
{
    protected override StoreFixture CreateFixture() => new InMemoryFixture(lease: null);
}
