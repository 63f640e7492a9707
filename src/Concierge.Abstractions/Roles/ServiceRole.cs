namespace Concierge;

/// <summary>What a person is to a service. A higher one may do what a lower one may.</summary>
public enum ServiceRole
{
    /// <summary>Known to the host as somebody the service is for.</summary>
    Client = 1,

    /// <summary>Runs the service.</summary>
    Admin = 2,

    /// <summary>Runs everything.</summary>
    SuperAdmin = 3,
}
