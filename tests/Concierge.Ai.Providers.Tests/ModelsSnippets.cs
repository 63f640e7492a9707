using Concierge.Ai;
using Concierge.Ai.Mcp;
using Concierge.Ai.OpenAiCompatible;
using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Providers.Tests;

/// <summary>The code of docs/models.md.</summary>
public sealed class ModelsSnippets
{
    [Fact]
    public void Models_AsDocumented_Register()
    {
        IServiceCollection services = Services(
            ("Endpoint", "https://api.openai.com/v1"), ("Model", "gpt-5-mini"), ("ApiKey", "sk-live-0123456789abcdef"),
            ("Models:fast:Model", "gpt-5-nano"), ("Models:embeddings:Model", "text-embedding-3-small"), ("Models:speech:Model", "gpt-4o-mini-transcribe"));
        #region models
        services.AddOpenAiCompatibleChatClient()                         // IChatClient from Concierge:Ai
            .AddOpenAiCompatibleChatClient("fast")                       // keyed "fast", from Concierge:Ai:Models:fast
            .AddOpenAiCompatibleEmbeddingGenerator("embeddings");
        #endregion
        #region speech
        #pragma warning disable MEAI001 // ISpeechToTextClient is still experimental in Microsoft.Extensions.AI
        services.AddOpenAiCompatibleSpeechToTextClient("speech");
        #pragma warning restore MEAI001
        #endregion
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
        provider.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>()!.DefaultModelId.Should().Be("gpt-5-mini");
        provider.GetRequiredKeyedService<IChatClient>("fast").GetService<ChatClientMetadata>()!.DefaultModelId.Should().Be("gpt-5-nano");
        provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().Should().NotBeNull();
    }

    [Fact]
    public void Tenant_AsDocumented_HasItsOwnModel()
    {
        IServiceCollection services = Services();
        #region tenant
        services.AddOpenAiCompatibleChatClient("@salon", options =>
        {
            options.Endpoint = new Uri("http://localhost:11434/v1");
            options.Model = "qwen3:8b";
        });
        #endregion
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<IChatClient>("@salon").GetService<ChatClientMetadata>()!.ProviderUri!.Port.Should().Be(11434);
    }

    [Fact]
    public async Task Failure_AsDocumented_SaysWhatToDo()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Text("{}", StatusCodes.Status429TooManyRequests, headers: ("Retry-After", "20")));
        IChatClient client = OpenAiCompatibleClients.CreateChatClient(new HttpClient(), new OpenAiCompatibleOptions { Endpoint = server.Endpoint, Model = "m" });
        TimeSpan? wait = null;
        #region failure
        try
        {
            await client.GetResponseAsync("Hello");
        }
        catch (ModelRequestException exception) when (exception.IsTransient)
        {
            wait = exception.RetryAfter; // what the endpoint asks for, or null
        }
        #endregion

        wait.Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Anthropic_AsDocumented_Registers()
    {
        IServiceCollection services = Services();
        AnthropicModel.Add(services, "test-key");
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>()!.DefaultModelId.Should().Be("claude-sonnet-4-5");
    }

    [Fact]
    public async Task Mcp_AsDocumented_Registers()
    {
        IServiceCollection services = Services();
        #region mcp
        services.AddMcpTools("crm", options =>
        {
            options.Command = "node";
            options.Arguments = ["crm-server.js"];
            options.Environment["CRM_KEY"] = "…";                        // its own key; it gets none of the host's variables
            options.Tools = ["find_customer", "add_note"];
            options.Effects["find_customer"] = ToolEffect.Read;            // add_note counts as a write
        });
        #endregion
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<McpToolSource>("crm").Name.Should().Be("crm");
    }

    private static IServiceCollection Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Concierge:Ai:{setting.Name}", (string?)setting.Value))).Build());
}
