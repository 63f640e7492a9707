using System.Collections.Frozen;
using Concierge.Routing.Keywords;

namespace Concierge.Services;

/// <summary>The catalogue as it is at one moment. A turn keeps the one that it began with.</summary>
internal sealed class CatalogueSnapshot
{
    private readonly FrozenDictionary<string, CatalogueService> _byName;
    private readonly FrozenDictionary<string, CatalogueService> _byChoice;
    private readonly FrozenSet<string> _keywords;

    public CatalogueSnapshot(IReadOnlyList<CatalogueService> all, IReadOnlyDictionary<string, IReadOnlyList<string>> problems)
    {
        Entries =
        [
            .. all.Select(service => new CatalogueEntry(service.Definition, service.Source) { Problems = problems.GetValueOrDefault(service.Name) ?? [] }),
            .. problems.Where(problem => all.All(service => service.Name != problem.Key)).Select(Unusable),
        ];
        Problems = problems;
        Services = [.. all.Where(service => service.Definition.IsActive)];
        _byName = Services.ToFrozenDictionary(service => service.Name, StringComparer.Ordinal);
        _byChoice = Services
            .SelectMany(service => service.Definition.Triggers.Choices.Distinct(StringComparer.Ordinal).Select(choice => (choice, service)))
            .ToFrozenDictionary(entry => entry.choice, entry => entry.service, StringComparer.Ordinal);
        Keywords = new KeywordIndex(Services.SelectMany((service, index) => service.Definition.Triggers.Keywords.Select(keyword => (keyword, index))));
        _keywords = Services.SelectMany(service => service.Definition.Triggers.Keywords).Select(TextFolding.Fold).ToFrozenSet(StringComparer.Ordinal);
        Claiming = [.. Services.Where(service => service.Claims is not null)];
        Default = Services.FirstOrDefault(service => service.Definition.Triggers.Default);
        HasRoleTriggers = Services.Any(service => service.Definition.Triggers.Roles.Count > 0);
        HasMediaTriggers = Services.Any(service => service.Definition.Triggers.Media.Count > 0);
        Gated = [.. Services.Select(service => service.Definition.RequiredRole is not null || service.Definition.IntrinsicId is not null)];
        HasGates = Gated.Contains(true);
    }

    /// <summary>All services, active or not.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>By name, what is wrong with stored definitions that do not hold.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Problems { get; }

    /// <summary>The active ones; their places are the owners in <see cref="Keywords"/>.</summary>
    public IReadOnlyList<CatalogueService> Services { get; }

    public KeywordIndex Keywords { get; }

    public IReadOnlyList<CatalogueService> Claiming { get; }

    public CatalogueService? Default { get; }

    public bool HasRoleTriggers { get; }

    public bool HasMediaTriggers { get; }

    /// <summary>By place: whether not everybody may use it.</summary>
    public bool[] Gated { get; }

    public bool HasGates { get; }

    public CatalogueService? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    public CatalogueService? FindByChoice(string choiceId) => _byChoice.GetValueOrDefault(choiceId);

    /// <summary>Stored, of no use, and nothing holds in its place: somebody must see that.</summary>
    private static CatalogueEntry Unusable(KeyValuePair<string, IReadOnlyList<string>> problem) =>
        new(new ServiceDefinition { Name = problem.Key, IsActive = false }, ServiceSource.Store) { Problems = problem.Value };

    /// <summary>Whether a service has this text, folded, as a keyword: then it is no command of ours.</summary>
    public bool HasKeyword(string folded) => _keywords.Contains(folded);
}
