using Concierge.Storage;
using Microsoft.Extensions.Options;

namespace Concierge.Ingress;

/// <summary>The tenants of <see cref="ConciergeOptions.Tenants"/>.</summary>
internal sealed class ConfiguredTenants(IOptions<ConciergeOptions> options) : ITenantMap
{
    public string TenantOf(AccountKey account)
    {
        IDictionary<string, string> tenants = options.Value.Tenants;
        return tenants.TryGetValue(account.ToString(), out string? tenant)
            || (account.Name == AccountKey.DefaultName && tenants.TryGetValue(account.Channel, out tenant))
            ? tenant
            : ITenantMap.DefaultTenant;
    }
}
