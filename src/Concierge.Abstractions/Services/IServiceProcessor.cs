namespace Concierge;

/// <summary>
/// Makes services of one kind from definitions. A package that brings a kind registers one as a singleton. Thread-safe.
/// </summary>
public interface IServiceProcessor
{
    /// <summary>The kind, as <see cref="ServiceDefinition.Processing"/> names it.</summary>
    string Kind { get; }

    /// <summary>How far services of this kind keep the person's next messages where the definition does not say.</summary>
    ServiceHold Hold => ServiceHold.None;

    /// <summary>How long a person may be silent in services of this kind where the definition does not say; null for the host's own time.</summary>
    TimeSpan? IdleTimeout => null;

    /// <summary>What is wrong with a definition, a sentence each; empty when nothing is. Called before a definition is accepted.</summary>
    IEnumerable<string> Validate(ServiceDefinition definition) => [];

    /// <summary>
    /// What is wrong with a definition that is about to be saved to the store, beyond <see cref="Validate"/>: what can change later without the definition, and must not
    /// take away a service that held. It may ask stores and servers.
    /// </summary>
    ValueTask<IReadOnlyList<string>> ValidateNewAsync(ServiceDefinition definition, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Recognises messages that answer something which the service has asked, whatever service has the word now; the router asks this first. Null
    /// for never. It must be quick and decide by the turn's document and message alone.
    /// </summary>
    /// <param name="definition">A definition of this kind that was found valid.</param>
    Func<TurnContext, bool>? Claims(ServiceDefinition definition) => null;

    /// <summary>Makes the service for one turn.</summary>
    /// <param name="definition">A definition of this kind that was found valid.</param>
    /// <param name="services">The turn's scope.</param>
    IService Create(ServiceDefinition definition, IServiceProvider services);
}
