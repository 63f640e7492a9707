namespace Concierge.Routing;

/// <summary>A service and what leads to it.</summary>
internal sealed record ServiceRegistration(string Name, Func<IServiceProvider, IService> Create)
{
    public IReadOnlyList<string> Keywords { get; init; } = [];

    public IReadOnlyList<string> Choices { get; init; } = [];

    public bool IsDefault { get; init; }
}
