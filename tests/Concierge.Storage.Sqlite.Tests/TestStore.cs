using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>A store on a file, opened as a host opens it.</summary>
internal sealed class TestStore : IDisposable
{
    private TestStore(SqliteEngine engine)
    {
        Engine = engine;
        Mailbox = new SqliteMailbox(engine);
        Conversations = new SqliteConversationStore(engine);
        Transcripts = new SqliteTranscriptStore(engine);
        Contacts = new SqliteContactDirectory(engine);
        Records = new SqliteRecordStore(engine);
        Erasures = new SqliteErasureStore(engine);
        Health = new SqliteHealthProbe(engine);
    }

    public SqliteEngine Engine { get; }

    public IMailbox Mailbox { get; }

    public IConversationStore Conversations { get; }

    public ITranscriptStore Transcripts { get; }

    public IContactDirectory Contacts { get; }

    public IRecordStore Records { get; }

    public IErasureStore Erasures { get; }

    public SqliteHealthProbe Health { get; }

    public static async Task<TestStore> OpenAsync(string path, TimeProvider? clock = null, int maxBacklog = 1_000_000, ILogger<SqliteEngine>? logger = null, SqliteSynchronous synchronous = SqliteSynchronous.Full)
    {
        var options = new SqliteOptions { ConnectionString = $"Data Source={path}", MaxBacklog = maxBacklog, Synchronous = synchronous };
        var engine = new SqliteEngine(Options.Create(options), clock ?? TimeProvider.System, logger ?? NullLogger<SqliteEngine>.Instance);
        try
        {
            await engine.InitializeAsync(default);
        }
        catch
        {
            engine.Dispose();
            throw;
        }

        return new TestStore(engine);
    }

    public async Task<MailboxLease> ReceiveOneAsync() => (await Mailbox.ReceiveAsync(1, default)).Should().ContainSingle().Subject;

    public void Dispose() => Engine.Dispose();
}
