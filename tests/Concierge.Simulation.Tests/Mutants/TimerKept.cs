using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Forgets to strike a message for later off when its time has come.</summary>
internal sealed class TimerKept(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await LoadAsync(commit.Lease.Conversation, cancellationToken);
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        ConversationTimer[] done = stored is null
            ? []
            : [.. ConciergeJson.ReadDocument(stored.Document.Span).Timers.Where(timer => timer is { Handler: "concierge.send", IsRaised: true } && document.Timers.All(other => other.Id != timer.Id))];
        if (done.Length == 0)
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        document.Timers.AddRange(done.Select(timer => timer with { IsRaised = false }));
        return await base.CommitAsync(commit with { Document = ConciergeJson.Write(document), WakeAt = document.LastActivityAt }, cancellationToken);
    }
}
