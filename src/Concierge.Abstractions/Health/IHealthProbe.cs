namespace Concierge.Health;

/// <summary>A component that <c>/health/ready</c> shows. Registered as a service; every package may add some.</summary>
public interface IHealthProbe
{
    /// <summary>The component's name, for example <c>store</c>.</summary>
    string Name { get; }

    /// <summary>Looks. Called on every readiness request: quick, and throws only when cancelled.</summary>
    ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken);
}
