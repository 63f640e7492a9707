using Concierge.Storage;

namespace Concierge.Testing.Contracts.Stores;

/// <summary>A store under its four interfaces; usually one object four times.</summary>
/// <param name="Mailbox">The mailboxes.</param>
/// <param name="Conversations">The documents.</param>
/// <param name="Transcripts">The transcripts.</param>
/// <param name="Contacts">The aliases.</param>
public sealed record StoreSet(IMailbox Mailbox, IConversationStore Conversations, ITranscriptStore Transcripts, IContactDirectory Contacts);
