using Anthropic;
using Microsoft.Extensions.AI;

namespace Concierge.Samples.Quickstart;

/// <summary>A model for whatever the fixed services do not answer, where the configuration names one.</summary>
internal static class Assistant
{
    public const string HowToAdd =
        "No model: what leads to no service gets the menu. To let a model answer, set Concierge__Ai__Endpoint, Concierge__Ai__Model and Concierge__Ai__ApiKey for any OpenAI-compatible "
        + "endpoint (http://localhost:11434/v1 for Ollama, without a key), or ANTHROPIC_API_KEY. See samples/Quickstart/README.md.";

    private const string Prompt =
        """
        You are the assistant of the Corner Bakery, a small bakery with its own oven. You are friendly and brief.
        Open Tuesday to Sunday, 7:00 to 18:30; closed on Mondays. Baguette 1.20 €, sourdough loaf 4.50 €, butter croissant 1.40 €, lemon tart 3.80 €.
        People order by writing "order". There are baking classes for beginners, 9:00 to 12:00, 35 € a person; look up the days, and book when somebody asks for it.
        What is not written here you do not know: offer a colleague.
        """;

    /// <summary>Registers the model that the configuration names. False: it names none.</summary>
    public static bool AddModel(this WebApplicationBuilder builder)
    {
        IConfigurationSection settings = builder.Configuration.GetSection("Concierge:Ai");
        if (settings["Endpoint"] is not null || settings["Model"] is not null)
        {
            builder.Services.AddOpenAiCompatibleChatClient();
            return true;
        }

        if (builder.Configuration["ANTHROPIC_API_KEY"] is { Length: > 0 } key)
        {
            builder.Services.AddSingleton<IChatClient>(_ => new AnthropicClient { ApiKey = key, Timeout = TimeSpan.FromSeconds(60), MaxRetries = 1, OpenTelemetry = false }
                .AsIChatClient("claude-sonnet-4-5", defaultMaxOutputTokens: 1024));
            return true;
        }

        return false;
    }

    /// <summary>The model answers whatever leads nowhere else, and may book once the person has said yes.</summary>
    public static IConciergeBuilder AddAssistant(this IConciergeBuilder concierge) =>
        concierge.AddAiService("assistant", service => service.Default().Prompt(Prompt).Tools<BakingClasses>());
}
