using Concierge.Ids;
using Concierge.Routing;
using Concierge.Services;

namespace Concierge;

/// <summary>What a routing rule has to go by.</summary>
public sealed class RoutingContext
{
    private readonly IRoleDirectory _roles;
    private readonly Dictionary<string, ServiceRole?> _known = new(StringComparer.Ordinal);
    private List<string>? _notes;

    internal RoutingContext(TurnContext turn, CatalogueSnapshot catalogue, CommandTable commands, IRoleDirectory roles)
    {
        Turn = turn;
        Catalogue = catalogue;
        Commands = commands;
        _roles = roles;
    }

    /// <summary>The turn.</summary>
    public TurnContext Turn { get; }

    /// <summary>The active services.</summary>
    public IEnumerable<ServiceDefinition> Services => Catalogue.Services.Select(service => service.Definition);

    internal CatalogueSnapshot Catalogue { get; }

    internal CommandTable Commands { get; }

    internal string? Notes => _notes is null ? null : string.Join("; ", _notes);

    /// <summary>An active service by its name, or null.</summary>
    public ServiceDefinition? Find(string name) => Catalogue.Find(name)?.Definition;

    /// <summary>Adds why something was passed over to what the transcript says about the decision. No personal data.</summary>
    public void Note(string note)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        (_notes ??= []).Add(note);
    }

    /// <summary>
    /// The person's role for a service: by a telephone number that the provider vouches for, or by <see cref="ContactProfile.Roles"/> (<c>admin</c>
    /// for all services, <c>name:admin</c> for one), whichever is higher; null for none.
    /// </summary>
    public async ValueTask<ServiceRole?> FindRoleAsync(ServiceDefinition service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (!_known.TryGetValue(service.Name, out ServiceRole? role))
        {
            role = VouchedPhone() is { } phone ? await _roles.FindAsync(phone, service.Name, Turn.CancellationToken) : null;
            role = Higher(role, ProfileRole(service.Name));
            _known.Add(service.Name, role);
        }

        return role;
    }

    /// <summary>Whether the person may use a service: has the role, and is not in a group where a code would have to be said aloud.</summary>
    public async ValueTask<bool> MayUseAsync(ServiceDefinition service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (service.IntrinsicId is not null && Turn.Document.Group is not null)
        {
            return false;
        }

        return service.RequiredRole is not { } required || await FindRoleAsync(service) >= required;
    }

    private static ServiceRole? Higher(ServiceRole? one, ServiceRole? other) => other is null || one >= other ? one : other;

    /// <summary>A group's profile is nobody's own.</summary>
    private ServiceRole? ProfileRole(string service)
    {
        ServiceRole? highest = null;
        foreach (string entry in Turn.Document.Group is null ? Turn.Document.Profile.Roles : [])
        {
            string name = entry.StartsWith($"{service}:", StringComparison.Ordinal) ? entry[(service.Length + 1)..] : entry;
            ServiceRole? role = Array.Find(Enum.GetValues<ServiceRole>(), value => string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase)) is > 0 and var found ? found : null;
            highest = Higher(highest, role);
        }

        return highest;
    }

    /// <summary>The number of who wrote all messages of this turn.</summary>
    private string? VouchedPhone()
    {
        if (!Turn.Channel.Capabilities.VouchesForPhones)
        {
            return null;
        }

        string? phone = Turn.Message.Sender.Find(ContactAddressKind.Phone);
        return Turn.Messages.All(message => message.Sender.Find(ContactAddressKind.Phone) == phone) ? phone : null;
    }
}
