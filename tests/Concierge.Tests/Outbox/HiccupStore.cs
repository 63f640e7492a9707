using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Outbox;

/// <summary>Documents in a store that is away for the commits it is told of.</summary>
internal sealed class HiccupStore(IConversationStore inner, Func<TurnCommit, bool> isAway) : IConversationStore
{
    public static void Use(IServiceCollection services, Func<TurnCommit, bool> isAway)
    {
        ServiceDescriptor original = services.Last(static service => service.ServiceType == typeof(IConversationStore));
        services.AddSingleton<IConversationStore>(provider => new HiccupStore((IConversationStore)original.ImplementationFactory!(provider), isAway));
    }

    public ValueTask<StoredConversation?> LoadAsync(ConversationId id, CancellationToken cancellationToken) => inner.LoadAsync(id, cancellationToken);

    public ValueTask<CommitOutcome> CommitAsync(TurnCommit commit, CancellationToken cancellationToken) =>
        isAway(commit) ? throw new StoreUnavailableException("The store is away for a moment.") : inner.CommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<ConversationSummary>> ListAsync(DateTimeOffset? activeBefore, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(activeBefore, limit, cancellationToken);
}
