using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Completes a form and keeps what was filled in, as if it still waited for its yes.</summary>
internal sealed class FormKept(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Records.All(record => record.Collection != "artifacts")
            || await LoadAsync(commit.Lease.Conversation, cancellationToken) is not { } stored)
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        ConversationDocument before = ConciergeJson.ReadDocument(stored.Document.Span);
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        document.State = before.State;
        document.ActiveService = before.ActiveService;
        return await base.CommitAsync(commit with { Document = ConciergeJson.Write(document) }, cancellationToken);
    }
}
