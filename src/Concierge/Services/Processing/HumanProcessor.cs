using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Services.Processing;

/// <summary>A person answers.</summary>
internal sealed class HumanProcessor : IServiceProcessor
{
    public string Kind => ServiceKinds.Human;

    public IService Create(ServiceDefinition definition, IServiceProvider services) =>
        new HumanService(definition, services.GetRequiredService<PromptWriter>());
}
