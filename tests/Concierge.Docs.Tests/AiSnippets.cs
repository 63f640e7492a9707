using Concierge.Ai;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Docs.Tests;

/// <summary>The code of docs/ai.md, docs/tools.md and docs/safety.md.</summary>
public sealed class AiSnippets
{
    [Fact]
    public void Services_AsDocumented_AreRegistered()
    {
        var services = new ServiceCollection();
        IChatClient model = new NoModel();
        IChatClient spare = new NoModel();
        Register(services, model);
        FallBack(services, model, spare);
        Limit(services);
        Remote(services);
        Tools(services);
        Define(services, model);
        Announce(services);
        ReadForms(services, model);
        Guard(services);

        services.Count(service => service.ServiceType == typeof(ServiceRegistration)).Should().Be(5);
    }

    private static void Register(IServiceCollection services, IChatClient model)
    {
        #region service
        services.AddSingleton(model);
        services.AddConcierge()
            .AddAiService("salon", s => s.Default()
                .Prompt("You are the desk of a hair salon. You answer questions about prices and opening hours and book appointments.")
                .Tools<BookingTools>());
        #endregion
    }

    private static void ReadForms(IServiceCollection services, IChatClient model)
    {
        #region forms
        services.AddSingleton(model);
        services.AddConcierge()
            .AddAiFormExtractor(o => o.ModelId = "small-and-fast");
        #endregion
    }

    private static void FallBack(IServiceCollection services, IChatClient model, IChatClient spare)
    {
        #region clients
        services.AddKeyedSingleton("main", model);
        services.AddKeyedSingleton("spare", spare);
        services.AddConcierge()
            .AddAiService("info", s => s.Keywords("info")
                .Prompt("You answer questions about the parish.")
                .Clients("main", "spare")
                .Configure(o =>
                {
                    o.ModelOptions = new ChatOptions { ModelId = "small-and-fast", MaxOutputTokens = 600 };
                    o.NewMessages = NewMessagePolicy.Restart;
                    o.Texts = o.Texts with { Unavailable = "Je ne peux pas répondre maintenant. Réessayez dans quelques minutes." };
                }));
        #endregion
    }

    private static void Guard(IServiceCollection services)
    {
        #region guard
        services.AddConcierge()
            .ConfigureAi(o =>
            {
                o.MarkPrompt = true;
                o.NeverSay.Add("Chez Anna pays 12 a kilo");
            })
            .AddAiService("shop", s => s.Keywords("shop")
                .Prompt("You sell flour. A kilo is 2,40 €.")
                .Configure(o => o.GuardNumbers = NumberGuard.Replace));
        #endregion
    }

    private static void Limit(IServiceCollection services)
    {
        #region limits
        services.AddConcierge().ConfigureAi(o =>
        {
            o.Prices["small-and-fast"] = new ModelPrice { Input = 0.8m, CachedInput = 0.08m, Output = 4m };
            o.PerPersonAndDay = new UsageLimit { Tokens = 300_000 };
            o.PerTenantAndDay = new UsageLimit { Cost = 20 };
            o.TenantPrompts["meta/default"] = "The salon is called Chez Anna. It is in Lyon.";
        });
        #endregion
    }

    private static void Announce(IServiceCollection services)
    {
        #region notice
        services.AddConcierge()
            .AddAiService("travel", s => s.Keywords("trip")
                .Prompt("You plan trips.")
                .Configure(o =>
                {
                    o.SoftNoticeAfter = TimeSpan.FromSeconds(15);
                    o.SoftNotice = new LocalizedText(new Dictionary<string, string> { ["*"] = "One moment, I am looking for trains.", ["fr"] = "Un instant, je cherche des trains." });
                }));
        #endregion
    }

    private static void Remote(IServiceCollection services)
    {
        #region remote
        services.AddConcierge().ConfigureAi(o => o.Actions["order_state"] = new RemoteAction
        {
            Description = "Tells where an order is.",
            Url = "https://shop.example/api/orders/{order}?phone={@phone}",
            Schema = """{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]}""",
            Headers = { ["Authorization"] = "Bearer {secret:Shop:ApiKey}" },
            ResultPath = "order.state",
        });
        #endregion
    }

    private static void Tools(IServiceCollection services)
    {
        #region delegate
        services.AddConcierge()
            .AddAiService("lunch", s => s.Keywords("lunch")
                .Prompt("You say what there is for lunch and reserve a place.")
                .Tool((string day) => day == "friday" ? "fish" : "pasta", "menu", "What there is for lunch.", new ToolPolicy { Effect = ToolEffect.Read })
                .Configure(o => o.AllowedHosts.Add("canteen.example")));
        #endregion
    }

    private sealed class NoModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private static void Define(IServiceCollection services, IChatClient model)
    {
        #region definitions
        services.AddSingleton(model);
        services.AddConcierge()
            .AddAi()
            .AddAiTools<BookingTools>()
            .AddAiClassifier();
        #endregion
    }
}
