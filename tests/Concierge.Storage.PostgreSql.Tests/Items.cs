using System.Text;

namespace Concierge.Storage.PostgreSql.Tests;

internal static class Items
{
    private static long _key;

    public static MailboxAppend New(string conversation, string text, string? tenant = null) => new()
    {
        Conversation = new ConversationId(conversation),
        Tenant = tenant,
        Key = new UInt128(7, (ulong)Interlocked.Increment(ref _key)),
        Payload = Encoding.UTF8.GetBytes(text),
        ReceivedAt = DateTimeOffset.UtcNow,
    };

    public static TurnCommit Commit(MailboxLease lease, long version = 0) => new()
    {
        Lease = lease,
        ExpectedVersion = version,
        Document = "{}"u8.ToArray(),
        Summary = new ConversationSummary { Id = lease.Conversation, Account = "meta/default", LastActivityAt = DateTimeOffset.UtcNow },
        Consumed = [.. lease.Items.Select(item => item.Sequence)],
        Release = true,
    };
}
