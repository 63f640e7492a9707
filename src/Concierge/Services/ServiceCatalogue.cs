using Concierge.Ids;
using Concierge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Services;

/// <summary>The catalogue of this process. Other processes' changes are seen by reading the store's stamp before a turn, at most every few seconds.</summary>
internal sealed class ServiceCatalogue(
    CatalogueBuilder builder,
    DefinitionValidator validator,
    StoredServices stored,
    IIdSource ids,
    TimeProvider clock,
    IOptions<ConciergeOptions> options,
    StoreTroubleLog trouble,
    ILogger<ServiceCatalogue> logger) : IServiceCatalogue
{
    private readonly Lock _applying = new();
    private volatile CatalogueSnapshot? _current;
    private volatile bool _isRead;
    private int _isReading;
    private long _stamp = -1;
    private long _readAt;
    private long _readsBegun;
    private long _readApplied;

    /// <summary>What holds now. Before the store was read: code and configuration.</summary>
    public CatalogueSnapshot Current => _current ??= builder.Build([], previous: null);

    public IReadOnlyList<CatalogueEntry> Entries => Current.Entries;

    /// <summary>Looks for the first time. A store that is away does not keep the host from starting.</summary>
    /// <exception cref="InvalidOperationException">Code or configuration are wrong.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _ = Current;
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            trouble.Write(unavailable);
        }
    }

    /// <summary>Reads the store if that was long ago. A store that is away then changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store was never read: nobody knows which services there are.</exception>
    public async ValueTask<CatalogueSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        if (!stored.IsThere)
        {
            return Current;
        }

        if (!_isRead)
        {
            await ReadAsync(cancellationToken);
            return Current;
        }

        if (clock.GetElapsedTime(Volatile.Read(ref _readAt)) < options.Value.Routing.CatalogueRefresh || Interlocked.Exchange(ref _isReading, 1) == 1)
        {
            return Current;
        }

        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            trouble.Write(unavailable);
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }

        return Current;
    }

    public ValueTask RefreshAsync(CancellationToken cancellationToken = default) => ReadAsync(cancellationToken);

    public async ValueTask<ServiceChange> SaveAsync(ServiceDefinition definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        await RefreshAsync(cancellationToken);
        IReadOnlyList<string> problems = [.. validator.Validate(definition, ServiceSource.Store).Union(await validator.ValidateNewAsync(definition, cancellationToken))];
        ServiceDefinition kept = problems.Count == 0 ? Seal(definition) : definition;
        return await ChangeAsync(definition.Name, kept, definition.Version, problems, cancellationToken);
    }

    public async ValueTask<ServiceChange> RemoveAsync(string name, long version, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        await RefreshAsync(cancellationToken);
        return await stored.ReadVersionAsync(name, cancellationToken) == 0
            ? new ServiceChange(ServiceChangeStatus.NotFound, 0)
            : await ChangeAsync(name, null, version, [], cancellationToken);
    }

    private async ValueTask<ServiceChange> ChangeAsync(string name, ServiceDefinition? definition, long version, IReadOnlyList<string> problems, CancellationToken cancellationToken)
    {
        long before = problems.Count == 0 || definition?.Name.Length is > 0 and <= IRecordStore.MaxNameLength
            ? await stored.ReadVersionAsync(name, cancellationToken)
            : 0;
        if (problems.Count == 0)
        {
            problems = await TryAsync(name, definition, cancellationToken);
        }

        if (problems.Count > 0)
        {
            return new ServiceChange(ServiceChangeStatus.Invalid, before) { Problems = problems };
        }

        if (!await stored.WriteAsync(name, definition, version, cancellationToken))
        {
            return new ServiceChange(ServiceChangeStatus.Conflict, await stored.ReadVersionAsync(name, cancellationToken));
        }

        await RefreshAsync(cancellationToken);
        Log.CatalogueChanged(logger, name);
        return new ServiceChange(ServiceChangeStatus.Saved, definition is null ? 0 : await stored.ReadVersionAsync(name, cancellationToken));
    }

    /// <summary>What would be wrong with the service if the change were made; nothing is changed.</summary>
    private async ValueTask<IReadOnlyList<string>> TryAsync(string name, ServiceDefinition? definition, CancellationToken cancellationToken)
    {
        List<(string Name, ServiceDefinition? Definition, string? Problem)> all = await stored.ReadAsync(cancellationToken);
        all.RemoveAll(entry => entry.Name == name);
        if (definition is not null)
        {
            all.Add((name, definition, null));
        }

        CatalogueSnapshot changed = builder.Build(all, previous: null);
        if (changed.Problems.TryGetValue(name, out IReadOnlyList<string>? own))
        {
            return own;
        }

        // Taking a definition away can bring one of the code back, which may be in the way of another.
        return [.. changed.Problems.Where(problem => !Current.Problems.ContainsKey(problem.Key)).SelectMany(problem => problem.Value.Select(text => $"{problem.Key}: {text}"))];
    }

    /// <summary>Reads the stamp and, when it is a new one, the definitions. What is written between the two is read again next time.</summary>
    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        long number = Interlocked.Increment(ref _readsBegun);
        long stamp = await stored.ReadStampAsync(cancellationToken);
        if (stamp != Volatile.Read(ref _stamp))
        {
            CatalogueSnapshot changed = builder.Build(await stored.ReadAsync(cancellationToken), Current);
            foreach ((string name, IReadOnlyList<string> problems) in changed.Problems)
            {
                Log.DefinitionRefused(logger, name, string.Join(" ", problems));
            }

            Apply(number, changed, stamp);
        }

        Volatile.Write(ref _readAt, clock.GetTimestamp());
        _isRead = true;
    }

    /// <summary>Of reads at the same time the one that began last has seen the most.</summary>
    private void Apply(long number, CatalogueSnapshot changed, long stamp)
    {
        lock (_applying)
        {
            if (number > _readApplied)
            {
                _readApplied = number;
                _current = changed;
                Volatile.Write(ref _stamp, stamp);
            }
        }
    }

    /// <summary>Codes go to the store as hashes.</summary>
    private ServiceDefinition Seal(ServiceDefinition definition) => definition.IntrinsicId is { Values.Count: > 0 } rule
        ? definition with { IntrinsicId = rule with { Values = IntrinsicIdHash.Seal(rule.Values, ids.NewId()) } }
        : definition;
}
