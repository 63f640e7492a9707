using Concierge.Storage;

namespace Concierge.Simulation.Tests.Mutants;

/// <summary>Erases, and does not know afterwards which conversations: what is addressed to one begins it again.</summary>
internal sealed class ConversationsNotRemembered(IErasureStore erasures) : ErasureDecorator(erasures)
{
    public override ValueTask<DateTimeOffset?> FindAsync(ConversationId conversation, CancellationToken cancellationToken) => ValueTask.FromResult<DateTimeOffset?>(null);
}
