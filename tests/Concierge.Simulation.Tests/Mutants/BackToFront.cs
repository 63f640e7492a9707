using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Hands a conversation's items out newest first.</summary>
internal sealed class BackToFront(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken) =>
        [.. (await base.ReceiveAsync(maxConversations, cancellationToken)).Select(lease => lease with { Items = [.. lease.Items.Reverse()] })];
}
