namespace Concierge.Storage;

/// <summary>Which tenant an account belongs to, as the host has configured it; never taken from what a provider sends. Thread-safe.</summary>
public interface ITenantMap
{
    /// <summary>The tenant of accounts for which none is configured.</summary>
    const string DefaultTenant = "default";

    /// <summary>The tenant of an account. The same for as long as the host runs.</summary>
    string TenantOf(AccountKey account);
}
