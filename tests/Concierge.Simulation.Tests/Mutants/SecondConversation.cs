using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Looks a contact up, then writes it: two first messages at once begin two conversations.</summary>
internal sealed class SecondConversation(Dictionary<ContactAddress, ConversationId> known, IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<ConversationId> ResolveAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, Func<ConversationId> newId, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(addresses[0], out ConversationId found))
        {
            return found;
        }

        await CountAsync(cancellationToken);
        return known[addresses[0]] = newId();
    }
}
