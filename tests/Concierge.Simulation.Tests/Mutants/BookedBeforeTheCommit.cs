using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Writes what the form's handler did before the turn is committed: who runs the turn again books again.</summary>
internal sealed class BookedBeforeTheCommit(IRecordStore records, IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        RecordWrite[] bookings = [.. commit.Records.Where(record => record.Collection == "bookings")];
        if (bookings.Length > 0)
        {
            await records.SaveAsync(bookings, cancellationToken);
        }

        return await base.CommitAsync(commit with { Records = [.. commit.Records.Except(bookings)] }, cancellationToken);
    }
}
