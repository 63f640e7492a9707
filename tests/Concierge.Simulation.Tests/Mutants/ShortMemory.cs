using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Remembers deliveries for five minutes.</summary>
internal sealed class ShortMemory(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override ValueTask<AppendResult> AppendAsync(IReadOnlyList<MailboxAppend> items, CancellationToken cancellationToken) =>
        base.AppendAsync([.. items.Select(Forget)], cancellationToken);

    private static MailboxAppend Forget(MailboxAppend item) =>
        item.Key == 0 ? item : item with { Key = item.Key ^ (UInt128)(item.ReceivedAt.Ticks / TimeSpan.FromMinutes(5).Ticks) };
}
