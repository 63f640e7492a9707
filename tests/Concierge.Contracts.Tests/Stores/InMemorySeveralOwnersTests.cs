using Concierge.Testing.Contracts.Stores;

namespace Concierge.Contracts.Tests.Stores;

public sealed class InMemorySeveralOwnersTests : SeveralOwnersContract
{
    protected override StoreFixture CreateFixture() => new InMemoryFixture(lease: TimeSpan.FromSeconds(30));
}
