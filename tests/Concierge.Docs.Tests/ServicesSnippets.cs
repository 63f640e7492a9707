using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Docs.Tests;

public sealed class ServicesSnippets
{
    [Fact]
    public void Services_AsDocumented_Register()
    {
        var services = new ServiceCollection();
        #region services
        services.AddConcierge()
            .AddService("hours", s => s.Keywords("hours", "open").Answer("We are open from 9 to 6."))
            .AddService<OrderService>("order", s => s.Keywords("order").Choices("order"))
            .AddHumanService("contact", s => s.Keywords("agent", "human").Answer("A colleague will be with you."))
            .AddService("menu", s => s.Default(), turn =>
            {
                turn.Reply(new ChoiceMessage("How can I help?", [new Choice("order", "Order"), new Choice("hours", "Opening hours")]));
                return ValueTask.CompletedTask;
            });
        #endregion
        services.Should().Contain(service => service.ServiceType == typeof(ConciergeJourney));
    }

    [Fact]
    public void Middleware_AsDocumented_Registers()
    {
        var services = new ServiceCollection();
        #region middleware
        services.AddConcierge()
            .ConfigureTurns(turns => turns
                .Use(async (turn, next) =>
                {
                    await next(turn);
                    if (turn.Replies.Count == 0)
                    {
                        turn.Decision ??= "not answered";
                    }
                })
                .InsertBefore<LiveChatMiddleware, BlockListMiddleware>()
                .Remove<AgeCheckMiddleware>());
        #endregion
        services.Should().Contain(service => service.ServiceType == typeof(TurnPipelineBuilder));
    }
}
