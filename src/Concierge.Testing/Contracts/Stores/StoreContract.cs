using System.Text;
using Concierge.Storage;
using Xunit;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>What the store suites share. Derive from the suites, not from this.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly ContractClock _clock = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
    private StoreFixture? _fixture;
    private StoreSet? _stores;
    private long _lastKey;

    /// <summary>How many items may wait in the store under test.</summary>
    protected const int MaxBacklog = 500;

    /// <summary>Makes the fixture of one test.</summary>
    protected abstract StoreFixture CreateFixture();

    private protected StoreFixture Fixture => _fixture!;

    private protected IMailbox Mailbox => _stores!.Mailbox;

    private protected IConversationStore Conversations => _stores!.Conversations;

    private protected ITranscriptStore Transcripts => _stores!.Transcripts;

    private protected IContactDirectory Contacts => _stores!.Contacts;

    private protected IRecordStore Records => _stores!.Records;

    private protected IErasureStore Erasures => _stores!.Erasures;

    private protected DateTimeOffset Now => _clock.GetUtcNow();

    private protected static CancellationToken None => CancellationToken.None;

    /// <summary>Makes the store.</summary>
    public async Task InitializeAsync()
    {
        _fixture = CreateFixture();
        _stores = await _fixture.CreateAsync(_clock, MaxBacklog);
    }

    /// <summary>Ends the store.</summary>
    public async Task DisposeAsync() => await Fixture.DisposeAsync();

    private protected void Advance(TimeSpan by) => _clock.Advance(by);

    /// <summary>Opens the store again when that keeps what is in it; else goes on with it.</summary>
    private protected async Task<bool> ReopenIfDurableAsync()
    {
        if (Fixture.IsDurable)
        {
            _stores = await Fixture.ReopenAsync();
        }

        return Fixture.IsDurable;
    }

    /// <summary>As <see cref="ReopenIfDurableAsync"/>, and the time is over in which the leases of the process before could be renewed.</summary>
    private protected async Task<bool> DieIfDurableAsync()
    {
        bool died = await ReopenIfDurableAsync();
        if (died && Fixture.LeaseDuration is { } duration)
        {
            Advance(duration);
        }

        return died;
    }

    private protected static ConversationId Id(string name) => new(name);

    private protected UInt128 NewKey() => new(0x9E3779B97F4A7C15, (ulong)Interlocked.Increment(ref _lastKey));

    private protected MailboxAppend Item(string conversation, string text, UInt128? key = null, DateTimeOffset? dueAt = null) => new()
    {
        Conversation = Id(conversation),
        Key = key ?? NewKey(),
        Payload = Encoding.UTF8.GetBytes(text),
        Raw = Encoding.UTF8.GetBytes("raw " + text),
        ReceivedAt = Now,
        DueAt = dueAt,
    };

    private protected async Task AppendAsync(params MailboxAppend[] items)
    {
        AppendResult result = await Mailbox.AppendAsync(items, None);
        Assert.Equal(new AppendResult(AppendStatus.Stored, items.Length, 0), result);
    }

    private protected async Task<MailboxLease> ReceiveOneAsync() => Assert.Single(await Mailbox.ReceiveAsync(1, None));

    private protected async Task<MailboxLease> AppendAndReceiveAsync(string conversation, params string[] texts)
    {
        await AppendAsync([.. texts.Select(text => Item(conversation, text))]);
        return await ReceiveOneAsync();
    }

    private protected async Task AssertNothingDueAsync() => Assert.Empty(await Mailbox.ReceiveAsync(100, None));

    private protected static string[] Texts(IEnumerable<MailboxItem> items) => [.. items.Select(Text)];

    private protected static string Text(MailboxItem item) => Encoding.UTF8.GetString(item.Payload.Span);

    private protected ConversationSummary Summary(string conversation, DateTimeOffset? at = null) => new()
    {
        Id = Id(conversation),
        Account = "meta/default",
        Contact = "Ada",
        LastText = "hello",
        LastActivityAt = at ?? Now,
        InboundCount = 3,
    };

    private protected TurnCommit Commit(MailboxLease lease, long version = 0, params long[] consumed) => new()
    {
        Lease = lease,
        ExpectedVersion = version,
        Document = Encoding.UTF8.GetBytes($"{lease.Conversation} v{version + 1}"),
        Summary = Summary(lease.Conversation.Value),
        Consumed = consumed,
    };

    private protected TranscriptEntry Line(long ordinal, string decision) => new()
    {
        Ordinal = ordinal,
        Author = Author.System,
        RecordedAt = Now,
        Decision = decision,
    };

    private protected async Task SaveAsync(TurnCommit commit) =>
        Assert.Equal(CommitOutcome.Saved, await Conversations.CommitAsync(commit, None));
}
