using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Checks neither fence nor version: who lost the lease still writes.</summary>
internal sealed class LastWriterWins(Dictionary<ConversationId, MailboxLease> latest, IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailboxLease> leases = await base.ReceiveAsync(maxConversations, cancellationToken);
        foreach (MailboxLease lease in leases)
        {
            latest[lease.Conversation] = lease;
        }

        return leases;
    }

    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await LoadAsync(commit.Lease.Conversation, cancellationToken);
        return await base.CommitAsync(commit with { Lease = latest[commit.Lease.Conversation], ExpectedVersion = stored?.Version ?? 0 }, cancellationToken);
    }
}
