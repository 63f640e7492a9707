namespace Concierge.Samples.Quickstart;

/// <summary>
/// A dialogue of three steps: which product, how many, sure? What is known so far lies in the conversation and is saved with
/// every answer, so a restart in the middle goes on where it was.
/// </summary>
internal sealed class OrderService : IService
{
    private const string State = "order";
    private const int Most = 50;

    public ValueTask HandleAsync(TurnContext turn)
    {
        // Keeps the word until the order is finished or called off.
        turn.Document.ActiveService = "order";
        string answer = (turn.Message.Body as ChoiceBody)?.ChoiceId ?? turn.Text.Trim();
        switch (turn.GetState<Order>(State))
        {
            case var _ when answer.Equals("cancel", StringComparison.OrdinalIgnoreCase):
                Finish(turn, "No problem, nothing was ordered.");
                break;
            case null:
                AskProduct(turn, answer);
                break;
            case { Quantity: null } order:
                AskQuantity(turn, order, answer);
                break;
            case { } order:
                Confirm(turn, order, answer);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private static void AskProduct(TurnContext turn, string answer)
    {
        if (Bakery.Title(answer) is not { } title)
        {
            turn.Reply(new ChoiceMessage("What would you like?", Bakery.Products) { ListButton = "Choose" });
            return;
        }

        turn.SetState(State, new Order(answer));
        turn.Reply($"{title}, good choice. How many?");
    }

    private static void AskQuantity(TurnContext turn, Order order, string answer)
    {
        if (!int.TryParse(answer, out int quantity) || quantity is < 1 or > Most)
        {
            turn.Reply($"Please write a number from 1 to {Most}, or *cancel*.");
            return;
        }

        turn.SetState(State, order with { Quantity = quantity });
        turn.Reply(new ChoiceMessage($"{quantity} × {Bakery.Title(order.Product)}. Shall I order it?", [new Choice("confirm", "Yes, order"), new Choice("cancel", "Cancel")]));
    }

    private static void Confirm(TurnContext turn, Order order, string answer)
    {
        if (answer is not "confirm")
        {
            turn.Reply("Tap *Yes, order* or *Cancel*, please.");
            return;
        }

        Finish(turn, $"Ordered: {order.Quantity} × {Bakery.Title(order.Product)}. Thank you! 🎉");
    }

    private static void Finish(TurnContext turn, string goodbye)
    {
        turn.Document.ActiveService = null;
        turn.SetState<Order>(State, null);
        turn.Reply(goodbye);
    }
}
