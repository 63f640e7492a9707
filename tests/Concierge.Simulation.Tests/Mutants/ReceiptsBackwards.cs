using Concierge.Channels;
using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Writes every receipt's status to its reply, also one that is older than what is known.</summary>
internal sealed class ReceiptsBackwards(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    private readonly Dictionary<long, ReceiptReceived> _receipts = [];

    public override async ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailboxLease> leases = await base.ReceiveAsync(maxConversations, cancellationToken);
        Remember(leases.SelectMany(lease => lease.Items));
        return leases;
    }

    public override async ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailboxItem> items = await base.ReceiveMoreAsync(lease, afterSequence, cancellationToken);
        Remember(items);
        return items;
    }

    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        List<TranscriptEntry> lines = [.. commit.Transcript];
        foreach (ReceiptReceived receipt in commit.Consumed.Select(_receipts.GetValueOrDefault).OfType<ReceiptReceived>())
        {
            long ordinal = long.Parse(receipt.AttemptId!.Split('.')[1]);
            TranscriptEntry? line = lines.Find(entry => entry.Ordinal == ordinal) ?? await Transcripts.FindAsync(commit.Lease.Conversation, ordinal, cancellationToken);
            if (line?.Status is >= DeliveryStatus.Accepted and <= DeliveryStatus.Played)
            {
                lines.RemoveAll(entry => entry.Ordinal == ordinal);
                lines.Add(line with { Status = receipt.Status });
            }
        }

        return await base.CommitAsync(commit with { Transcript = lines }, cancellationToken);
    }

    private void Remember(IEnumerable<MailboxItem> items)
    {
        foreach (MailboxItem item in items)
        {
            if (ConciergeJson.ReadInput(item.Payload.Span[(item.Payload.Span.IndexOf((byte)'\n') + 1)..]) is ReceiptReceived { AttemptId: not null } receipt)
            {
                _receipts[item.Sequence] = receipt;
            }
        }
    }
}
