using Concierge.Storage;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>A store under its interfaces; usually one object for all.</summary>
/// <param name="Mailbox">The mailboxes.</param>
/// <param name="Conversations">The documents.</param>
/// <param name="Transcripts">The transcripts.</param>
/// <param name="Contacts">The aliases.</param>
/// <param name="Records">The records.</param>
/// <param name="Erasures">What removes a person's data.</param>
public sealed record StoreSet(
    IMailbox Mailbox,
    IConversationStore Conversations,
    ITranscriptStore Transcripts,
    IContactDirectory Contacts,
    IRecordStore Records,
    IErasureStore Erasures);
