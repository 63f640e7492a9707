namespace Concierge;

/// <summary>A role that belongs to a telephone number.</summary>
/// <param name="Phone">Digits with country code, no <c>+</c>. Personal data.</param>
/// <param name="Role">The role.</param>
/// <param name="Service">The service it is for; null for all.</param>
public sealed record RoleGrant(string Phone, ServiceRole Role, string? Service = null)
{
    /// <summary>Without the number: it must not reach a log by accident.</summary>
    public override string ToString() => $"{Role} of {Service ?? "all services"}";
}
