using Concierge.Testing.Contracts.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Concierge.Storage.PostgreSql.Tests;

/// <summary>A node's store, opened as a host opens it.</summary>
internal sealed class TestStore : IDisposable
{
    private TestStore(PostgreSqlEngine engine)
    {
        Engine = engine;
        Mailbox = new PostgreSqlMailbox(engine);
        Conversations = new PostgreSqlConversationStore(engine);
        Transcripts = new PostgreSqlTranscriptStore(engine);
        Contacts = new PostgreSqlContactDirectory(engine, new TestTenants());
        Records = new PostgreSqlRecordStore(engine);
        Erasures = new PostgreSqlErasureStore(engine);
        Health = new PostgreSqlHealthProbe(engine);
    }

    public PostgreSqlEngine Engine { get; }

    public IMailbox Mailbox { get; }

    public IConversationStore Conversations { get; }

    public ITranscriptStore Transcripts { get; }

    public IContactDirectory Contacts { get; }

    public IRecordStore Records { get; }

    public IErasureStore Erasures { get; }

    public PostgreSqlHealthProbe Health { get; }

    public StoreSet Set => new(Mailbox, Conversations, Transcripts, Contacts, Records, Erasures);

    public static PostgreSqlOptions Options(string schema, Action<PostgreSqlOptions>? configure = null)
    {
        var options = new PostgreSqlOptions { ConnectionString = TestCluster.PlainConnectionString + ";Maximum Pool Size=6", Schema = schema, AcceptTimeout = TimeSpan.FromSeconds(10) };
        configure?.Invoke(options);
        return options;
    }

    public static async Task<TestStore> OpenAsync(PostgreSqlOptions options, TimeProvider? clock = null, ILogger<PostgreSqlEngine>? logger = null)
    {
        var engine = new PostgreSqlEngine(Microsoft.Extensions.Options.Options.Create(options), clock ?? TimeProvider.System, logger ?? NullLogger<PostgreSqlEngine>.Instance);
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

    public void Dispose() => Engine.Dispose();

    /// <summary>The tenant of an account is the account's name.</summary>
    private sealed class TestTenants : ITenantMap
    {
        public string TenantOf(AccountKey account) => account.Name;
    }
}
