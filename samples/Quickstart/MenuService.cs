namespace Concierge.Samples.Quickstart;

/// <summary>Shows what there is to order as a list.</summary>
internal sealed class MenuService : IService
{
    public ValueTask HandleAsync(TurnContext turn)
    {
        turn.Reply(new ChoiceMessage("Fresh from the oven today:", Bakery.Products)
        {
            ListButton = "Choose",
            Footer = "Prices include everything.",
        });
        return ValueTask.CompletedTask;
    }
}
