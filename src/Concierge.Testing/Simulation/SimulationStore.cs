using Concierge.Storage;

namespace Concierge.Testing.Simulation;

/// <summary>
/// The durable side of a simulation: it outlives the simulated processes. Every call must complete without leaving the
/// calling thread.
/// </summary>
/// <param name="Mailbox">Mailboxes.</param>
/// <param name="Conversations">Documents.</param>
/// <param name="Transcripts">Transcripts.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="OnProcessDeath">Frees what a dead process had leased, as opening the store again or the end of its leases would.</param>
public sealed record SimulationStore(
    IMailbox Mailbox,
    IConversationStore Conversations,
    ITranscriptStore Transcripts,
    IContactDirectory Contacts,
    Action OnProcessDeath);
