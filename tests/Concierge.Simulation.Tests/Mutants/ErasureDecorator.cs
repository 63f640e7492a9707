using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>An erasure store that passes everything on. A mutant breaks one of its methods.</summary>
internal abstract class ErasureDecorator(IErasureStore erasures) : IErasureStore
{
    public virtual ValueTask<CommitOutcome> EraseAsync(Erasure erasure, CancellationToken cancellationToken) => erasures.EraseAsync(erasure, cancellationToken);

    public virtual ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken) => erasures.FindAsync(conversation, cancellationToken);

    public virtual ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken) =>
        erasures.FindAsync(account, addresses, key, cancellationToken);

    public ValueTask ForgetContactsAsync(DateTimeOffset erasedBefore, CancellationToken cancellationToken) => erasures.ForgetContactsAsync(erasedBefore, cancellationToken);

    public ValueTask<IReadOnlyList<ErasedConversation>> ListErasedAsync(DateTimeOffset? erasedBefore, int limit, CancellationToken cancellationToken) =>
        erasures.ListErasedAsync(erasedBefore, limit, cancellationToken);
}
