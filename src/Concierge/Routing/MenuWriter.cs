using Concierge.Services;

namespace Concierge.Routing;

/// <summary>Offers the services that a person may use.</summary>
internal sealed class MenuWriter(PromptWriter prompts)
{
    /// <summary>What the ids of the menu's choices begin with; the service's name follows.</summary>
    public const string ChoicePrefix = "service:";

    private const int LongestDescription = 72;

    /// <returns>False when there is nothing to offer, and nothing was said.</returns>
    public async ValueTask<bool> ShowAsync(RoutingContext routing)
    {
        TurnContext turn = routing.Turn;
        var choices = new List<Choice>();
        foreach (ServiceDefinition service in routing.Services)
        {
            bool isOffered = !service.IsHidden && (!service.Triggers.Default || service.DisplayName is not null);
            if (isOffered && await routing.MayUseAsync(service))
            {
                choices.Add(new Choice(ChoicePrefix + service.Name, prompts.Title(turn, service)) { Description = Describe(turn, service) });
            }
        }

        if (choices.Count == 0)
        {
            return false;
        }

        turn.Reply(new ChoiceMessage(prompts.In(turn, Sentences.Menu), choices));
        return true;
    }

    private string? Describe(TurnContext turn, ServiceDefinition service)
    {
        if (service.Description is null)
        {
            return null;
        }

        string text = prompts.In(turn, service.Description);
        return text.Length <= LongestDescription ? text : $"{text.AsSpan(0, LongestDescription - 1).TrimEnd()}…";
    }
}
