using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Answers before the append is durable.</summary>
internal sealed class AckBeforeCommit(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken)
    {
        // The caller's buffer is only lent until the append has completed.
        MailboxAppend[] copies = [.. items.Select(item => item with { Payload = item.Payload.ToArray(), Raw = item.Raw.ToArray() })];
        _ = base.AppendAsync(copies, cancellationToken).AsTask();
        return ValueTask.FromResult(new AppendResult(AppendStatus.Stored, items.Count, 0));
    }
}
