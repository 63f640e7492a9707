using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Takes a store that is away for a store that has stored.</summary>
internal sealed class RefusedIsFine(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        await base.AppendAsync(items, cancellationToken);
        return new AppendResult(AppendStatus.Stored, items.Count, 0);
    }
}
