using System.Collections.Frozen;
using Concierge.Channels;

namespace Concierge.Routing;

/// <summary>
/// Chooses the service: the one whose question is answered, the active one, then a choice's id, then the longest keyword, then the default. The same message
/// in the same state always leads to the same service.
/// </summary>
internal sealed class ServiceRouter
{
    private readonly FrozenDictionary<string, ServiceRegistration> _byName;
    private readonly FrozenDictionary<string, ServiceRegistration> _byChoice;
    private readonly (string Keyword, ServiceRegistration Service)[] _keywords;
    private readonly ServiceRegistration[] _claiming;
    private readonly ServiceRegistration? _default;

    public ServiceRouter(IEnumerable<ServiceRegistration> services)
    {
        ServiceRegistration[] all = [.. services];
        _byName = Index(all, static service => [service.Name], "name");
        _byChoice = Index(all, static service => service.Choices, "choice");
        _keywords =
        [
            .. all
                .SelectMany(service => service.Keywords.Select(keyword => (Keyword: $" {TextFolding.Fold(keyword)} ", service)))
                .OrderByDescending(entry => entry.Keyword.Length),
        ];
        _claiming = [.. all.Where(service => service.Claims is not null)];
        ServiceRegistration[] defaults = [.. all.Where(service => service.IsDefault)];
        _default = defaults.Length <= 1
            ? defaults.FirstOrDefault()
            : throw new InvalidOperationException(
                $"The services {string.Join(" and ", defaults.Select(service => $"'{service.Name}'"))} are both the default. Only one can answer what nothing else answers.");
    }

    public Route? Choose(TurnContext turn)
    {
        if (Array.Find(_claiming, service => service.Claims!(turn)) is { } asked)
        {
            return new Route(asked, "answer to its question");
        }

        if (turn.Document.ActiveService is { } active && _byName.TryGetValue(active, out ServiceRegistration? current))
        {
            return new Route(current, "active service");
        }

        if (turn.Message.Body is ChoiceBody choice && _byChoice.TryGetValue(choice.ChoiceId, out ServiceRegistration? chosen))
        {
            return new Route(chosen, "choice");
        }

        return ByKeyword(turn.Text) ?? (_default is null ? null : new Route(_default, "default"));
    }

    private Route? ByKeyword(string text)
    {
        if (_keywords.Length == 0 || text.Length == 0)
        {
            return null;
        }

        string folded = $" {TextFolding.Fold(text)} ";
        foreach ((string keyword, ServiceRegistration service) in _keywords)
        {
            if (folded.Contains(keyword, StringComparison.Ordinal))
            {
                return new Route(service, $"keyword '{keyword.Trim()}'");
            }
        }

        return null;
    }

    private static FrozenDictionary<string, ServiceRegistration> Index(
        ServiceRegistration[] services,
        Func<ServiceRegistration, IReadOnlyList<string>> keys,
        string what)
    {
        var index = new Dictionary<string, ServiceRegistration>();
        foreach (ServiceRegistration service in services)
        {
            foreach (string key in keys(service))
            {
                if (!index.TryAdd(key, service))
                {
                    throw new InvalidOperationException(
                        $"The services '{index[key].Name}' and '{service.Name}' have the same {what} '{key}'. It must lead to one service only.");
                }
            }
        }

        return index.ToFrozenDictionary();
    }
}
