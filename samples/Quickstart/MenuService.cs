namespace Concierge.Samples.Quickstart;

/// <summary>Says what the bakery can do, with buttons.</summary>
internal sealed class MenuService : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        string? name = turn.Message.Sender.DisplayName;
        turn.Reply(new ChoiceMessage(
            $"Hello{(name is null ? string.Empty : $" {name}")}! I am the assistant of the *Corner Bakery*. What can I do for you?",
            [
                new Choice("hours", "Opening hours"),
                new Choice("order", "Order something"),
                new Choice("agent", "Talk to a person"),
            ])
        {
            Footer = "Choose, or just write",
        });
        return ValueTask.CompletedTask;
    }
}
