using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Keeps that a person opted out, and does not look at it when something is to be sent.</summary>
internal sealed class UnheardConsent(IMailbox mailbox, IConversationStore conversations, ITranscriptStore transcripts, IContactDirectory contacts)
    : StoreDecorator(mailbox, conversations, transcripts, contacts)
{
    private readonly HashSet<ConversationId> _optedOut = [];

    public override async ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        if (await base.LoadAsync(id, cancellationToken) is not { } stored)
        {
            return null;
        }

        ConversationDocument document = ConciergeJson.ReadDocument(stored.Document.Span);
        if (document.Profile.Consent != Consent.OptedOut)
        {
            _optedOut.Remove(id);
            return stored;
        }

        _optedOut.Add(id);
        document.Profile.Consent = Consent.Unknown;
        return stored with { Document = ConciergeJson.Write(document) };
    }

    public override async ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        ConversationDocument document = ConciergeJson.ReadDocument(commit.Document.Span);
        if (document.Profile.Consent != Consent.Unknown || !_optedOut.Contains(document.Id))
        {
            return await base.CommitAsync(commit, cancellationToken);
        }

        document.Profile.Consent = Consent.OptedOut;
        return await base.CommitAsync(commit with { Document = ConciergeJson.Write(document) }, cancellationToken);
    }
}
