namespace Concierge.Services.Processing;

internal sealed class AnswerService(ServiceDefinition definition, PromptWriter prompts) : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        prompts.Say(turn, definition, definition.Prompts.Answer);
        return ValueTask.CompletedTask;
    }
}
