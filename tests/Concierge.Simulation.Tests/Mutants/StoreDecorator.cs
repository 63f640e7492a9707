using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>A store that passes everything on. A mutant breaks one of its methods.</summary>
internal abstract class StoreDecorator(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : IMailbox, IConversationStore, ITranscriptStore, IContactDirectory
{
    protected IMailbox Mailbox => mailbox;

    protected IConversationStore Conversations => conversations;

    protected ITranscriptStore Transcripts => transcripts;

    public virtual ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken) => mailbox.AppendAsync(items, cancellationToken);

    public virtual ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken) => mailbox.ReceiveAsync(maxConversations, cancellationToken);

    public virtual ValueTask<IReadOnlyList<MailboxItem>> ReceiveMoreAsync(MailboxLease lease, long afterSequence, CancellationToken cancellationToken) =>
        mailbox.ReceiveMoreAsync(lease, afterSequence, cancellationToken);

    public ValueTask<bool> RenewAsync(MailboxLease lease, CancellationToken cancellationToken) => mailbox.RenewAsync(lease, cancellationToken);

    public virtual ValueTask ReleaseAsync(MailboxLease lease, long? startedSequence, DateTimeOffset? notBefore, CancellationToken cancellationToken) =>
        mailbox.ReleaseAsync(lease, startedSequence, notBefore, cancellationToken);

    public ValueTask FailAsync(MailboxLease lease, long sequence, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        mailbox.FailAsync(lease, sequence, notBefore, cancellationToken);

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => mailbox.WaitAsync(atMost, cancellationToken);

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => mailbox.CountAsync(cancellationToken);

    public ValueTask ForgetAsync(DateTimeOffset seenBefore, CancellationToken cancellationToken) => mailbox.ForgetAsync(seenBefore, cancellationToken);

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(long? before, int limit, CancellationToken cancellationToken) =>
        mailbox.ListDeadLettersAsync(before, limit, cancellationToken);

    public ValueTask<long> CountDeadLettersAsync(CancellationToken cancellationToken) => mailbox.CountDeadLettersAsync(cancellationToken);

    public ValueTask<bool> ReplayAsync(long deadLetterId, CancellationToken cancellationToken) => mailbox.ReplayAsync(deadLetterId, cancellationToken);

    public virtual ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken) => conversations.LoadAsync(id, cancellationToken);

    public virtual ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken) => conversations.CommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken) =>
        conversations.ListAsync(activeBefore, limit, cancellationToken);

    public ValueTask<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationId id, long? before, int limit, CancellationToken cancellationToken) =>
        transcripts.ReadAsync(id, before, limit, cancellationToken);

    public ValueTask<TranscriptEntry?> FindAsync(ConversationId id, long ordinal, CancellationToken cancellationToken) => transcripts.FindAsync(id, ordinal, cancellationToken);

    public virtual ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken) =>
        contacts.ResolveAsync(account, addresses, newId, cancellationToken);

    public ValueTask<ConversationId?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, CancellationToken cancellationToken) =>
        contacts.FindAsync(account, addresses, cancellationToken);
}
