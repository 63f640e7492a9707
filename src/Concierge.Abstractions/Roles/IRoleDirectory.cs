namespace Concierge;

/// <summary>
/// Who is what: grants from section <c>Concierge:Roles</c> and from the store. A person has the highest role granted to the service
/// and to all services. Thread-safe. I/O failures are <see cref="Storage.StoreUnavailableException"/>.
/// </summary>
public interface IRoleDirectory
{
    /// <summary>The role of a number for a service; null for none. A change holds from the next turn on.</summary>
    /// <param name="phone">Digits with country code.</param>
    /// <param name="service">The service; null for what holds for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<ServiceRole?> FindAsync(string phone, string? service, CancellationToken cancellationToken = default);

    /// <summary>The grants of the configuration and, by number, of the store.</summary>
    /// <param name="after">Only stored grants of numbers after this one, and none of the configuration; null from the first.</param>
    /// <param name="limit">At most so many numbers from the store.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<IReadOnlyList<RoleGrant>> ListAsync(string? after = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Grants a role in the store, in place of what the number had there for that service.</summary>
    /// <exception cref="ArgumentException">The number is not made of 5 to 15 digits.</exception>
    /// <exception cref="InvalidOperationException">No store that keeps records is registered.</exception>
    ValueTask GrantAsync(RoleGrant grant, CancellationToken cancellationToken = default);

    /// <summary>Takes a stored role away; false when there was none.</summary>
    /// <exception cref="InvalidOperationException">No store that keeps records is registered.</exception>
    ValueTask<bool> RevokeAsync(string phone, string? service, CancellationToken cancellationToken = default);
}
