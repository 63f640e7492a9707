using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

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
    public void Routing_AsDocumented_Registers()
    {
        var services = new ServiceCollection();
        #region routing
        services.AddConcierge()
            .ConfigureRouting(routing => routing
                .AddCommand("french", ["français", "in french"], turn =>
                {
                    turn.Document.Profile.Language = "fr";
                    turn.Document.Profile.IsLanguageGiven = true;
                    turn.Reply("D'accord, en français.");
                    return ValueTask.CompletedTask;
                })
                .InsertBefore<CommandRule, UrgentRule>()
                .MoveBefore<KeywordRule, MediaRule>()
                .Remove<ClassificationRule>());
        #endregion
        services.Should().Contain(service => service.ServiceType == typeof(RoutingBuilder));
    }

    [Fact]
    public void Codes_AsDocumented_Register()
    {
        var services = new ServiceCollection();
        #region codes
        services.AddConcierge()
            .AddService<OrderService>("order", s => s
                .RequireId(new IntrinsicIdRule { Name = "customer", Pattern = "[0-9]{6}", Validator = "customers", MaxAttempts = 5 })
                .LedToByCode())
            .AddIdValidator("customers", async (request, cancellationToken) =>
            {
                string? customer = await FindCustomerAsync(request.Code, cancellationToken);
                return new IntrinsicIdVerdict(customer is not null, Subject: customer);
            });
        #endregion
        services.Should().Contain(service => service.ServiceType == typeof(IIntrinsicIdValidator));

        static ValueTask<string?> FindCustomerAsync(string number, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(number);
    }

    [Fact]
    public async Task Processor_AsDocumented_IsFound()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        #region processor
        services.AddConcierge();
        services.AddSingleton<IServiceProcessor, WeatherProcessor>();
        #endregion
        services.AddConcierge().UseInMemory();
        await using ServiceProvider provider = services.BuildServiceProvider();
        IServiceCatalogue catalogue = provider.GetRequiredService<IServiceCatalogue>();

        ServiceChange refused = await catalogue.SaveAsync(new ServiceDefinition { Name = "sky", Processing = "weather" });
        ServiceChange saved = await catalogue.SaveAsync(new ServiceDefinition { Name = "sky", Processing = "weather", Settings = new Dictionary<string, string> { ["place"] = "Lyon" } });

        refused.Problems.Should().Equal("settings.place is missing: say where.");
        saved.Status.Should().Be(ServiceChangeStatus.Saved);
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
