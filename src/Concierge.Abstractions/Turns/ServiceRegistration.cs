namespace Concierge;

/// <summary>
/// A service and what leads to it: what the router reads. A package that brings services of its own registers one as a
/// singleton for each; hosts use <c>AddService</c> and the like.
/// </summary>
/// <param name="Name">The service's name, unique in the host.</param>
/// <param name="Create">Makes the service for one turn from the turn's scope.</param>
public sealed record ServiceRegistration(string Name, Func<IServiceProvider, IService> Create)
{
    /// <summary>Words or phrases that lead here, found as whole words, whatever their case and accents.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Ids of choices that lead here.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Answers whatever nothing else answers. One service at most.</summary>
    public bool IsDefault { get; init; }

    /// <summary>
    /// Whether a message is an answer to something this service asked, whatever service has the word now: the router asks this
    /// first. Null for never. It must be quick and decide by the turn's document and message alone.
    /// </summary>
    public Func<TurnContext, bool>? Claims { get; init; }
}
