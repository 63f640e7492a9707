using Anthropic;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Providers.Tests;

/// <summary>Anthropic's models through its official SDK, set up as the documentation says.</summary>
internal static class AnthropicModel
{
    public static IChatClient Create(string apiKey, Uri? endpoint = null, TimeSpan? timeout = null)
    {
        #region anthropic
        var client = new AnthropicClient
        {
            ApiKey = apiKey,
            Timeout = timeout ?? TimeSpan.FromSeconds(60),
            MaxRetries = 1,
            OpenTelemetry = false,
        };
        #endregion
        return (endpoint is null ? client : client.WithOptions(options => options with { BaseUrl = endpoint.ToString().TrimEnd('/') }))
            .AsIChatClient("claude-sonnet-4-5", defaultMaxOutputTokens: 1024);
    }
}
