using System.Text;

namespace Concierge.Storage.Sqlite.Tests;

internal static class Items
{
    public static MailboxAppend New(string conversation, string text, UInt128 key = default) => new()
    {
        Conversation = new ConversationId(conversation),
        Key = key,
        Payload = Encoding.UTF8.GetBytes(text),
        Raw = Encoding.UTF8.GetBytes("raw " + text),
        ReceivedAt = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero),
    };

    public static string Text(MailboxItem item) => Encoding.UTF8.GetString(item.Payload.Span);

    public static TurnCommit Commit(MailboxLease lease, long version, params long[] consumed) => new()
    {
        Lease = lease,
        ExpectedVersion = version,
        Document = Encoding.UTF8.GetBytes($"{lease.Conversation} v{version + 1}"),
        Summary = new ConversationSummary { Id = lease.Conversation, Account = "meta/default", LastActivityAt = DateTimeOffset.UnixEpoch },
        Consumed = consumed,
        Release = true,
    };

    /// <summary>Takes everything that waits, until nothing does.</summary>
    public static async Task<List<MailboxItem>> DrainAsync(TestStore store)
    {
        var all = new List<MailboxItem>();
        while (await store.Mailbox.ReceiveAsync(64, default) is { Count: > 0 } leases)
        {
            foreach (MailboxLease lease in leases)
            {
                all.AddRange(lease.Items);
                long version = (await store.Conversations.LoadAsync(lease.Conversation, default))?.Version ?? 0;
                CommitOutcome outcome = await store.Conversations.CommitAsync(Commit(lease, version, [.. lease.Items.Select(item => item.Sequence)]), default);
                outcome.Should().Be(CommitOutcome.Saved);
            }
        }

        return all;
    }
}
