using System.Collections.Frozen;
using Concierge.Storage;
using Microsoft.Extensions.Configuration;

namespace Concierge.Roles;

/// <summary>Grants from the configuration, and one record for each number from the store.</summary>
internal sealed class RoleDirectory : IRoleDirectory
{
    public const string Section = "Concierge:Roles";

    private const string Collection = "roles";
    private const string AllServices = "*";
    private const int LeastDigits = 5;
    private const int MostDigits = 15;

    private readonly IRecordStore? _records;
    private readonly IReadOnlyList<RoleGrant> _configured;
    private readonly FrozenDictionary<string, RoleGrant[]> _byPhone;

    public RoleDirectory(IConfiguration configuration, IRecordStore? records)
    {
        _records = records;
        _configured = [.. Read(configuration.GetSection(Section))];
        _byPhone = _configured.GroupBy(grant => grant.Phone).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    private IRecordStore Records => _records
        ?? throw new InvalidOperationException("Roles cannot be changed at run time: no IRecordStore is registered. Use a store that keeps records, such as UseSqlite().");

    public async ValueTask<ServiceRole?> FindAsync(string phone, string? service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phone);
        ServiceRole? role = null;
        foreach (RoleGrant grant in _byPhone.GetValueOrDefault(phone) ?? [])
        {
            if (grant.Service is null || grant.Service == service)
            {
                role = Higher(role, grant.Role);
            }
        }

        if (_records is not null && IsNumber(phone) && await _records.LoadAsync(Collection, phone, cancellationToken) is { } record)
        {
            Dictionary<string, ServiceRole> stored = RoleRecord.Read(record.Content.Span);
            role = stored.TryGetValue(AllServices, out ServiceRole all) ? Higher(role, all) : role;
            role = service is not null && stored.TryGetValue(service, out ServiceRole own) ? Higher(role, own) : role;
        }

        return role;
    }

    public async ValueTask<IReadOnlyList<RoleGrant>> ListAsync(string? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        List<RoleGrant> grants = after is null ? [.. _configured] : [];
        if (_records is not null)
        {
            foreach (StoredRecord record in await _records.ListAsync(Collection, string.Empty, after, limit, cancellationToken))
            {
                grants.AddRange(RoleRecord.Read(record.Content.Span)
                    .Select(entry => new RoleGrant(record.Id, entry.Value, entry.Key == AllServices ? null : entry.Key)));
            }
        }

        return grants;
    }

    public async ValueTask GrantAsync(RoleGrant grant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (!IsNumber(grant.Phone))
        {
            throw new ArgumentException($"A telephone number has {LeastDigits} to {MostDigits} digits with its country code and nothing else.", nameof(grant));
        }

        await ChangeAsync(grant.Phone, roles =>
        {
            roles[grant.Service ?? AllServices] = grant.Role;
            return true;
        }, cancellationToken);
    }

    public async ValueTask<bool> RevokeAsync(string phone, string? service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(phone);
        return IsNumber(phone) && await ChangeAsync(phone, roles => roles.Remove(service ?? AllServices), cancellationToken);
    }

    /// <summary>The record of a number's stored roles; null where there can be none.</summary>
    public static RecordName? RecordOf(string phone) => IsNumber(phone) ? new RecordName(Collection, phone) : null;

    private static bool IsNumber(string phone) =>
        phone.Length is >= LeastDigits and <= MostDigits && !phone.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static ServiceRole Higher(ServiceRole? one, ServiceRole other) => one > other ? one.Value : other;

    private static IEnumerable<RoleGrant> Read(IConfigurationSection section)
    {
        foreach (IConfigurationSection entry in section.GetChildren())
        {
            string phone = (entry["Phone"] ?? string.Empty).TrimStart('+').Replace(" ", string.Empty, StringComparison.Ordinal);
            if (!IsNumber(phone))
            {
                throw new InvalidOperationException($"{entry.Path}:Phone must be a telephone number with its country code, such as +33612345678.");
            }

            if (!Enum.TryParse(entry["Role"], ignoreCase: true, out ServiceRole role) || !Enum.IsDefined(role))
            {
                throw new InvalidOperationException($"{entry.Path}:Role must be one of {string.Join(", ", Enum.GetNames<ServiceRole>())}.");
            }

            yield return new RoleGrant(phone, role, string.IsNullOrWhiteSpace(entry["Service"]) ? null : entry["Service"]);
        }
    }

    /// <summary>Changes the record by compare-and-swap; false when the change changes nothing.</summary>
    private async ValueTask<bool> ChangeAsync(string phone, Func<Dictionary<string, ServiceRole>, bool> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            StoredRecord? record = await Records.LoadAsync(Collection, phone, cancellationToken);
            Dictionary<string, ServiceRole> roles = record is null ? [] : RoleRecord.Read(record.Content.Span);
            if (!change(roles))
            {
                return false;
            }

            ReadOnlyMemory<byte>? content = roles.Count == 0 ? default(ReadOnlyMemory<byte>?) : RoleRecord.Write(roles);
            if (await Records.SaveAsync([new RecordWrite(Collection, phone, content) { ExpectedVersion = record?.Version ?? 0 }], cancellationToken))
            {
                return true;
            }
        }
    }
}
