namespace Concierge.Services.Processing;

/// <summary>Gives the conversation to a person.</summary>
internal sealed class HumanService(ServiceDefinition definition, PromptWriter prompts) : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        prompts.Say(turn, definition, definition.Prompts.Transfer);
        turn.HandOff(turn.Text);
        HandoffTicket.Write(turn, definition, HandoffReason.Requested);
        return ValueTask.CompletedTask;
    }
}
