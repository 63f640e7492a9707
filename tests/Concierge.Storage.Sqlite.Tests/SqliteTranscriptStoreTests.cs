using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

public sealed class SqliteTranscriptStoreTests : TranscriptStoreContract
{
    protected override StoreFixture CreateFixture() => new SqliteFixture();
}
