using System.Globalization;

namespace Concierge.Samples.Quickstart;

/// <summary>A small dialogue: what, how many, is that right? Every step is saved together with its reply.</summary>
internal sealed class OrderService : IService
{
    private const string StateName = "order";
    private const int MostAtOnce = 50;

    private static readonly Choice[] Items =
    [
        new("baguette", "Baguette") { Description = "1.20 €, still warm", Section = "Bread" },
        new("sourdough", "Sourdough loaf") { Description = "4.50 €, 800 g", Section = "Bread" },
        new("croissant", "Croissant") { Description = "1.40 €, pure butter", Section = "Sweet" },
        new("tart", "Lemon tart") { Description = "3.80 €", Section = "Sweet" },
    ];

    public ValueTask HandleAsync(TurnContext turn)
    {
        // From here every message comes to this service, until it gives the word back.
        turn.Document.ActiveService = StateName;
        Order order = turn.GetState<Order>(StateName) ?? new Order(null, null);
        if (turn.Text.Trim().Equals("cancel", StringComparison.OrdinalIgnoreCase))
        {
            Finish(turn, "No problem, nothing is ordered. Write *menu* whenever you like.");
        }
        else if (order.Item is null)
        {
            AskWhat(turn);
        }
        else if (order.Quantity is null)
        {
            AskHowMany(turn, order);
        }
        else
        {
            Confirm(turn, order);
        }

        return ValueTask.CompletedTask;
    }

    private static void AskWhat(TurnContext turn)
    {
        if (turn.Message.Body is ChoiceBody tapped && Items.FirstOrDefault(item => item.Id == tapped.ChoiceId) is { } chosen)
        {
            turn.SetState(StateName, new Order(chosen.Title, null));
            turn.Reply($"{chosen.Title}, good choice. *How many* would you like?");
            return;
        }

        turn.Reply(new ChoiceMessage("What would you like? You can write *cancel* at any time.", Items) { ListButton = "See what is fresh" });
    }

    private static void AskHowMany(TurnContext turn, Order order)
    {
        if (!int.TryParse(turn.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int quantity) || quantity is < 1 or > MostAtOnce)
        {
            turn.Reply($"Please write a number from 1 to {MostAtOnce}.");
            return;
        }

        turn.SetState(StateName, order with { Quantity = quantity });
        turn.Reply(new ChoiceMessage($"{quantity} × {order.Item}: shall I order that?", [new Choice("yes", "Yes, please"), new Choice("no", "No")]));
    }

    private static void Confirm(TurnContext turn, Order order)
    {
        switch (turn.Message.Body)
        {
            case ChoiceBody { ChoiceId: "yes" }:
                Finish(turn, $"Done: *{order.Quantity} × {order.Item}* will wait for you from 8:00 tomorrow. 🥐");
                break;
            case ChoiceBody { ChoiceId: "no" }:
                Finish(turn, "Fine, nothing is ordered.");
                break;
            default:
                turn.Reply(new ChoiceMessage("Shall I order it?", [new Choice("yes", "Yes, please"), new Choice("no", "No")]));
                break;
        }
    }

    private static void Finish(TurnContext turn, string text)
    {
        turn.SetState<Order>(StateName, null);
        turn.Document.ActiveService = null;
        turn.Reply(text);
    }
}
