namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// What <c>AddConcierge()</c> returns and what channel, store and service packages extend.
/// It is the service collection and nothing more; every registration on it is safe to repeat.
/// </summary>
public interface IConciergeBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
