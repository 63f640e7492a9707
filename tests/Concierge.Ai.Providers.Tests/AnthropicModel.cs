using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Ai.Providers.Tests;

/// <summary>Anthropic's models through its official SDK, set up as the documentation says.</summary>
internal static class AnthropicModel
{
    public static void Add(IServiceCollection services, string? apiKey)
    {
        #region anthropic
        services.AddSingleton<IChatClient>(_ => new AnthropicClient
        {
            ApiKey = apiKey ?? throw new InvalidOperationException("Set ANTHROPIC_API_KEY."), // else the SDK looks for credentials itself
            Timeout = TimeSpan.FromSeconds(60),
            MaxRetries = 1,                                                                   // the default of 2 can triple the wait
            OpenTelemetry = false,                                                            // Concierge has spans of its own
        }.AsIChatClient("claude-sonnet-4-5", defaultMaxOutputTokens: 1024));
        #endregion
    }

    /// <summary>The same at another address.</summary>
    public static IChatClient Create(Uri endpoint, TimeSpan? timeout) => new AnthropicClient
    {
        ApiKey = "test-key",
        BaseUrl = endpoint.ToString().TrimEnd('/'),
        Timeout = timeout ?? TimeSpan.FromSeconds(60),
        MaxRetries = 1,
        OpenTelemetry = false,
    }.AsIChatClient("claude-sonnet-4-5", defaultMaxOutputTokens: 1024);
}
