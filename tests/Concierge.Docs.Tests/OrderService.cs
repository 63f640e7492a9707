namespace Concierge.Docs.Tests;

#region order
public sealed class OrderService : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        if (turn.Document.ActiveService is null)
        {
            turn.Document.ActiveService = "order";
            turn.Reply("What would you like?");
        }
        else
        {
            turn.Document.ActiveService = null;
            turn.SetState("lastOrder", turn.Text);
            turn.Reply($"Noted: {turn.Text}");
        }

        return ValueTask.CompletedTask;
    }
}
#endregion
