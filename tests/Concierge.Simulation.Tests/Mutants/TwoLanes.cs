using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Gives the items of one conversation to two lanes at once.</summary>
internal sealed class TwoLanes(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<IReadOnlyList<MailboxLease>> ReceiveAsync(int maxConversations, CancellationToken cancellationToken) =>
        [.. (await base.ReceiveAsync(maxConversations, cancellationToken)).SelectMany(Split)];

    private static IEnumerable<MailboxLease> Split(MailboxLease lease) => lease.Items.Count < 2
        ? [lease]
        : [lease with { Items = [.. lease.Items.Take(1)] }, lease with { Items = [.. lease.Items.Skip(1)] }];
}
