using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Does not ask whether somebody was erased before looking an address up: what comes late stores the address again.</summary>
internal sealed class TombstonesIgnored(IErasureStore erasures) : ErasureDecorator(erasures)
{
    public override ValueTask<ErasedContact?> FindAsync(AccountKey account, IReadOnlyList<ContactAddress> addresses, UInt128 key, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ErasedContact?>(null);
}
