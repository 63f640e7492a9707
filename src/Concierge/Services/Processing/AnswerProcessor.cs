using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Services.Processing;

/// <summary>A fixed answer.</summary>
internal sealed class AnswerProcessor : IServiceProcessor
{
    public string Kind => ServiceKinds.Answer;

    public IEnumerable<string> Validate(ServiceDefinition definition) =>
        definition.Prompts.Answer is null ? ["It answers with a fixed text, but prompts.answer is missing."] : [];

    public IService Create(ServiceDefinition definition, IServiceProvider services) =>
        new AnswerService(definition, services.GetRequiredService<PromptWriter>());
}
