using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Does not keep that a person opted out.</summary>
internal sealed class ForgottenConsent(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    public override async ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        if (await base.LoadAsync(id, cancellationToken) is not { } stored)
        {
            return null;
        }

        ConversationDocument document = ConciergeJson.ReadDocument(stored.Document.Span);
        document.Profile.Consent = Consent.Unknown;
        return stored with { Document = ConciergeJson.Write(document) };
    }
}
