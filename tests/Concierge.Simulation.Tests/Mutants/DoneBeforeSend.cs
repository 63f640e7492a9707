using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Strikes a reply off with the commit that records its attempt, before it is sent.</summary>
internal sealed class DoneBeforeSend(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken) => LoadWithoutSendingAsync(id, cancellationToken);

    private async ValueTask<StoredConversation?> LoadWithoutSendingAsync(ConversationId id, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await base.LoadAsync(id, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        ConversationDocument document = ConciergeJson.ReadDocument(stored.Document.Span);
        document.Owed.RemoveAll(owed => owed.Status == DeliveryStatus.Sending);
        return stored with { Document = ConciergeJson.Write(document) };
    }
}
