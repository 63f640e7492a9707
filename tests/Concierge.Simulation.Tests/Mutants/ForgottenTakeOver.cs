using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Lets a take-over leave what the bot still owes: it is claimed without a look at who has the conversation.</summary>
internal sealed class ForgottenTakeOver(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        TranscriptEntry[] withdrawn = [.. commit.Transcript.Where(entry => entry.Status == DeliveryStatus.Cancelled)];
        if (withdrawn.Length == 0)
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        document.Owed.InsertRange(0, withdrawn.Select(entry => new OwedReply
        {
            Ordinal = entry.Ordinal,
            Message = entry.Message!,
            Author = entry.Author,
            CreatedAt = entry.RecordedAt,
            Attempts = entry.Attempts,
        }));
        return await base.CommitAsync(
            commit with
            {
                Document = ConciergeJson.Write(document),
                Transcript = [.. commit.Transcript.Select(entry => withdrawn.Contains(entry) ? entry with { Status = DeliveryStatus.Pending } : entry)],
                WakeAt = document.LastActivityAt,
            },
            cancellationToken);
    }
}
