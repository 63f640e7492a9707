using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

public sealed class PostgreSqlTranscriptStoreTests : TranscriptStoreContract
{
    protected override StoreFixture CreateFixture() => new PostgreSqlFixture();
}
