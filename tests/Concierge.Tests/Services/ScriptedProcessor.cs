namespace Concierge.Tests.Services;

/// <summary>Stands for a model: fails, is silent or hands over when told to.</summary>
internal sealed class ScriptedProcessor : IServiceProcessor, IService
{
    public string Kind => ServiceKinds.Ai;

    public IService Create(ServiceDefinition definition, IServiceProvider services) => this;

    public ValueTask HandleAsync(TurnContext turn)
    {
        if (turn.Text.Contains("fail", StringComparison.Ordinal))
        {
            turn.Reply("half an answer");
            throw new InvalidOperationException("no model");
        }

        if (turn.Text.Contains("over to you", StringComparison.Ordinal))
        {
            turn.HandOff("The model says why.");
        }
        else if (!turn.Text.Contains("silence", StringComparison.Ordinal))
        {
            turn.Reply($"model: {turn.Text}");
        }

        return ValueTask.CompletedTask;
    }
}
