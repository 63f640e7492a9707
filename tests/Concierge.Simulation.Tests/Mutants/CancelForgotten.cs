using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Leaves a message for later where it is when it is taken back.</summary>
internal sealed class CancelForgotten(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await LoadAsync(commit.Lease.Conversation, cancellationToken);
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        ConversationTimer[] gone = stored is null || commit.Transcript.Count > 0
            ? []
            : [.. ConciergeJson.ReadDocument(stored.Document.Span).Timers.Where(timer => timer is { Handler: "concierge.send", IsRaised: false } && document.Timers.All(other => other.Id != timer.Id))];
        if (gone.Length == 0)
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        document.Timers.AddRange(gone);
        DateTimeOffset due = gone.Min(timer => timer.DueAt);
        return await base.CommitAsync(commit with { Document = ConciergeJson.Write(document), WakeAt = commit.WakeAt < due ? commit.WakeAt : due }, cancellationToken);
    }
}
