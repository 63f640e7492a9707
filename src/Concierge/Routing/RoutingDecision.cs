namespace Concierge;

/// <summary>Where a message goes and why. It is written into the transcript.</summary>
public sealed record RoutingDecision
{
    private RoutingDecision(string? service, string reason)
    {
        Service = service;
        Reason = reason;
    }

    /// <summary>The service that answers; null when the rule has answered by itself.</summary>
    public string? Service { get; }

    /// <summary>Why, in a few words without personal data.</summary>
    public string Reason { get; }

    /// <summary>The message goes to a service. What stands before it, a role or a code, still does.</summary>
    public static RoutingDecision To(ServiceDefinition service, string reason)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new RoutingDecision(service.Name, reason);
    }

    /// <summary>The rule has answered by itself: no service gets the message.</summary>
    public static RoutingDecision Answered(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new RoutingDecision(null, reason);
    }
}
