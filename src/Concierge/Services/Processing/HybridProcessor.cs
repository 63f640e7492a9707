using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.Services.Processing;

/// <summary>A language model answers first, a person on request or when it fails.</summary>
internal sealed class HybridProcessor(IServiceProvider provider) : IServiceProcessor
{
    public string Kind => ServiceKinds.Hybrid;

    public ServiceHold Hold => ServiceHold.Continue;

    public IEnumerable<string> Validate(ServiceDefinition definition) =>
        Model() is { } model
            ? model.Validate(definition)
            : ["A language model answers first, but nothing brings one. Add a package with a processor of kind 'ai'."];

    public ValueTask<IReadOnlyList<string>> ValidateNewAsync(ServiceDefinition definition, CancellationToken cancellationToken) =>
        Model()?.ValidateNewAsync(definition, cancellationToken) ?? ValueTask.FromResult<IReadOnlyList<string>>([]);

    public Func<TurnContext, bool>? Claims(ServiceDefinition definition) => Model()?.Claims(definition);

    public IService Create(ServiceDefinition definition, IServiceProvider services) => new HybridService(
        definition,
        Model()!.Create(definition, services),
        services.GetRequiredService<PromptWriter>(),
        services.GetRequiredService<ILogger<HybridService>>());

    // Asked for late, because the list of processors holds this one.
    private IServiceProcessor? Model() => provider.GetRequiredService<ServiceProcessors>().Find(ServiceKinds.Ai);
}
