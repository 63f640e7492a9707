using System.Text;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>S20: what was erased is in no row of any table; when its bytes leave the files is the server's affair.</summary>
public sealed class ErasedRowsTests : IAsyncLifetime
{
    private const string Canary = "CANARY-7f3a";

    private static readonly AccountKey Account = new("meta", "default");
    private static readonly ContactAddress Phone = new(ContactAddressKind.Phone, Canary);

    private readonly string _schema = TestCluster.NewSchema();
    private TestStore _store = null!;

    public async Task InitializeAsync() => _store = await TestStore.OpenAsync(TestStore.Options(_schema));

    public async Task DisposeAsync()
    {
        _store.Dispose();
        await TestCluster.Server.ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
    }

    [Fact]
    public async Task EraseAsync_AfterAConversation_LeavesNoRowInAnyTable()
    {
        await LiveAsync("ada", Canary);
        await LiveAsync("bob", "harmless");
        (await CountAsync()).Should().BeGreaterThan(4, "the search must be able to see it");

        await _store.Mailbox.AppendAsync([Items.New("ada", "erase " + Canary)], default);
        MailboxLease lease = (await _store.Mailbox.ReceiveAsync(1, default)).Single();
        (await _store.Erasures.EraseAsync(new Erasure { Lease = lease, At = DateTimeOffset.UnixEpoch, Through = lease.Items[0].Sequence }, default)).Should().Be(CommitOutcome.Saved);

        (await CountAsync()).Should().Be(0);
        (await _store.Transcripts.ReadAsync(new ConversationId("bob"), null, 10, default)).Should().ContainSingle();
    }

    private async Task LiveAsync(string name, string text)
    {
        await _store.Contacts.ResolveAsync(Account, [Phone with { Value = text }], () => new ConversationId(name), default);
        await _store.Mailbox.AppendAsync([Items.New(name, text)], default);
        MailboxLease lease = (await _store.Mailbox.ReceiveAsync(1, default)).Single();
        (await _store.Conversations.CommitAsync(
            Items.Commit(lease) with
            {
                Document = Encoding.UTF8.GetBytes(text),
                Summary = new ConversationSummary { Id = lease.Conversation, Account = "meta/default", Contact = text, LastText = text, LastActivityAt = DateTimeOffset.UnixEpoch },
                Transcript = [new TranscriptEntry { Ordinal = 1, Author = Author.System, RecordedAt = DateTimeOffset.UnixEpoch, Decision = text }],
                Records = [new RecordWrite("visits", $"{name}.000001", Encoding.UTF8.GetBytes(text))],
                DeadLetters = [new DeadLetter { Conversation = lease.Conversation, Kind = DeadLetterKind.Inbound, Reason = "x", At = DateTimeOffset.UnixEpoch, Payload = Encoding.UTF8.GetBytes(text) }],
            },
            default)).Should().Be(CommitOutcome.Saved);
    }

    /// <summary>Rows of the schema that hold the canary as text or as bytes.</summary>
    private async Task<long> CountAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(TestCluster.Server.ConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new Npgsql.NpgsqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE'", connection))
        {
            list.Parameters.Add(new Npgsql.NpgsqlParameter { Value = _schema });
            await using Npgsql.NpgsqlDataReader reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        long rows = 0;
        string hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary));
        foreach (string table in tables)
        {
            await using var count = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM {_schema}.{table} t WHERE t::text LIKE '%{Canary}%' OR t::text LIKE '%{hex}%'", connection);
            rows += (long)(await count.ExecuteScalarAsync())!;
        }

        return rows;
    }
}
