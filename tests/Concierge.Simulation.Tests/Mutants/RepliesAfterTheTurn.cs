using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Consumes the messages first and writes what the turn owes in a second step: a crash between them loses the replies.</summary>
internal sealed class RepliesAfterTheTurn(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        if (commit.Consumed.Count == 0 || document.Owed.Count == 0)
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        StoredConversation? stored = await LoadAsync(document.Id, cancellationToken);
        ConversationDocument before = stored is null ? document : ConciergeJson.ReadDocument(stored.Document.Span);
        before.Owed = stored is null ? [] : before.Owed;
        TranscriptEntry[] received = [.. commit.Transcript.Where(entry => entry.Message is null)];
        CommitOutcome first = await base.CommitAsync(
            commit with { Document = ConciergeJson.Write(before), Transcript = received, Release = false, DeadLetters = [], Append = [] },
            cancellationToken);
        return first == CommitOutcome.Saved
            ? await base.CommitAsync(commit with { ExpectedVersion = commit.ExpectedVersion + 1, Consumed = [], Starting = null }, cancellationToken)
            : first;
    }
}
