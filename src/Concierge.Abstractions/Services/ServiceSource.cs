namespace Concierge;

/// <summary>Where a service's definition comes from. A later one replaces an earlier one of the same name as a whole.</summary>
public enum ServiceSource
{
    /// <summary>The host's code.</summary>
    Code = 0,

    /// <summary>Section <c>Concierge:Services</c>.</summary>
    Configuration = 1,

    /// <summary>The store.</summary>
    Store = 2,
}
