namespace Concierge.Routing;

internal sealed record Route(ServiceRegistration Service, string Reason);
