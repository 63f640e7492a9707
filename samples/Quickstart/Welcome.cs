namespace Concierge.Samples.Quickstart;

/// <summary>Answers whatever nothing else answers: says hello and offers three buttons.</summary>
internal static class Welcome
{
    public static ValueTask Handle(TurnContext turn)
    {
        turn.Reply(new ChoiceMessage("Hello, this is the bakery *Little Oven*. How can I help?",
            [new Choice("menu", "See the menu"), new Choice("hours", "Opening hours"), new Choice("agent", "Talk to a person")])
        {
            Footer = "You can also just write to us.",
        });
        return ValueTask.CompletedTask;
    }
}
