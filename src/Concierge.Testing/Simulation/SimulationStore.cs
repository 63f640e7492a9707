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
/// <param name="Records">Records.</param>
/// <param name="OnProcessDeath">
/// Called when a process has died and no other is alive: frees what it had leased, as opening the store again would. Does nothing
/// where leases expire.
/// </param>
public sealed record SimulationStore(
    IMailbox Mailbox,
    IConversationStore Conversations,
    ITranscriptStore Transcripts,
    IContactDirectory Contacts,
    IRecordStore Records,
    Action OnProcessDeath)
{
    /// <summary>
    /// How long a lease lasts unless it is renewed; then processes are also frozen and woken after another has taken over.
    /// Null where only one process uses the store.
    /// </summary>
    public TimeSpan? LeaseTime { get; init; }

    /// <summary>Erases persons. Null where the store cannot; then nobody is erased.</summary>
    public IErasureStore? Erasures { get; init; }

    /// <summary>
    /// Everything that the store keeps of persons, as bytes, in which an erased person is looked for; keyed hashes that are remembered of
    /// an erasure may be left out. Null for no search.
    /// </summary>
    public Func<IEnumerable<ReadOnlyMemory<byte>>>? Contents { get; init; }
}
