using Concierge.Ai.OpenAiCompatible.Tests.Server;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.OpenAiCompatible.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Endpoint", null, "Concierge:Ai:Endpoint is missing*")]
    [InlineData("Endpoint", "http://models.example.com/v1", "Concierge:Ai:Endpoint would send everything unencrypted*AllowHttp*")]
    [InlineData("Endpoint", "https://models.example.com/v1/chat/completions", "Concierge:Ai:Endpoint ends with /chat/completions*")]
    [InlineData("Endpoint", "https://u:p@models.example.com/v1", "Concierge:Ai:Endpoint is missing or not*")]
    [InlineData("Model", " ", "Concierge:Ai:Model is missing*")]
    [InlineData("ApiKey", "", "Concierge:Ai:ApiKey is missing*AllowNoApiKey*")]
    [InlineData("ApiKey", "your-api-key", "Concierge:Ai:ApiKey is a placeholder*")]
    [InlineData("ApiKey", "sk-live\n0123456789", "Concierge:Ai:ApiKey holds characters*")]
    [InlineData("ApiKeyHeader", "api key", "Concierge:Ai:ApiKeyHeader*")]
    [InlineData("Timeout", "00:00:00", "Concierge:Ai:Timeout*")]
    [InlineData("MaxResponseBytes", "3", "Concierge:Ai:MaxResponseBytes*")]
    public void Setting_ThatIsWrong_KeepsTheHostFromStarting(string setting, string? value, string message)
    {
        using ServiceProvider services = Build(Valid().Append(new($"Concierge:Ai:{setting}", value)), services => services.AddOpenAiCompatibleChatClient());

        Action start = () => services.GetRequiredService<IStartupValidator>().Validate();

        start.Should().Throw<OptionsValidationException>().WithMessage(message).Which.Message.Should().NotContain("0123456789");
    }

    [Theory]
    [InlineData("Endpoint", "http://localhost:11434/v1")]
    [InlineData("Endpoint", "https://models.example.com/openai/v1/?api-version=preview")]
    [InlineData("AllowHttp", "true")]
    public void Setting_ThatIsRight_LetsTheHostStart(string setting, string value)
    {
        using ServiceProvider services = Build(Valid().Append(new($"Concierge:Ai:{setting}", value)), services => services.AddOpenAiCompatibleChatClient());

        services.GetRequiredService<IStartupValidator>().Validate();
        services.GetRequiredService<IChatClient>().GetService<ChatClientMetadata>()!.DefaultModelId.Should().Be("big");
    }

    [Fact]
    public async Task NamedModel_WithoutEndpoint_SharesEndpointAndKey()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        await using ServiceProvider services = Build(
            [new("Concierge:Ai:Endpoint", server.Endpoint.ToString()), new("Concierge:Ai:ApiKey", TestModel.Key), new("Concierge:Ai:Model", "big"), new("Concierge:Ai:Models:fast:Model", "small")],
            services => services.AddOpenAiCompatibleChatClient().AddOpenAiCompatibleChatClient("fast"));

        await services.GetRequiredKeyedService<IChatClient>("fast").GetResponseAsync("Hello");
        await services.GetRequiredService<IChatClient>().GetResponseAsync("Hello");

        server.Requests.Select(request => request.Json["model"]!.GetValue<string>()).Should().Equal("small", "big");
        server.Requests.Should().OnlyContain(request => request.Headers["Authorization"] == $"Bearer {TestModel.Key}");
    }

    [Fact]
    public async Task NamedModel_WithItsOwnEndpoint_NeverGetsTheOtherKey()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        await using ServiceProvider services = Build(
            Valid().Append(new("Concierge:Ai:Models:local:Endpoint", server.Endpoint.ToString())).Append(new("Concierge:Ai:Models:local:Model", "small")),
            services => services.AddOpenAiCompatibleChatClient("local"));

        await services.GetRequiredKeyedService<IChatClient>("local").GetResponseAsync("Hello");

        server.Requests.Single().Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task NewKey_InTheConfiguration_IsUsedWithoutARestart()
    {
        await using ModelServer server = await ModelServer.StartAsync(Replies.Json("answer-text.json"));
        IConfigurationRoot configuration = Configuration(Valid().Append(new("Concierge:Ai:Endpoint", server.Endpoint.ToString())));
        await using ServiceProvider services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOpenAiCompatibleChatClient().BuildServiceProvider();
        IChatClient client = services.GetRequiredService<IChatClient>();

        await client.GetResponseAsync("Hello");
        configuration["Concierge:Ai:ApiKey"] = "sk-live-another-key-9876";
        configuration.Reload();
        await client.GetResponseAsync("Hello");

        server.Requests.Select(request => request.Headers["Authorization"]).Should().Equal($"Bearer {TestModel.Key}", "Bearer sk-live-another-key-9876");
    }

    [Fact]
    public void Options_ThatAreWrong_MakeNoClient()
    {
        Action create = () => OpenAiCompatibleClients.CreateChatClient(TestModel.Http, new OpenAiCompatibleOptions());

        create.Should().Throw<OptionsValidationException>().WithMessage("*Endpoint*Model*");
    }

    [Fact]
    public void Registration_Twice_IsOnce()
    {
        using ServiceProvider services = Build(
            Valid(),
            services => services.AddOpenAiCompatibleChatClient().AddOpenAiCompatibleChatClient().AddOpenAiCompatibleEmbeddingGenerator("e").AddOpenAiCompatibleSpeechToTextClient("s"));

        services.GetServices<IChatClient>().Should().ContainSingle();
        services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().Should().BeSameAs(services.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>("e"));
        services.GetRequiredService<ISpeechToTextClient>().Should().BeSameAs(services.GetRequiredKeyedService<ISpeechToTextClient>("s"));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Valid() =>
        [new("Concierge:Ai:Endpoint", "https://models.example.com/v1"), new("Concierge:Ai:Model", "big"), new("Concierge:Ai:ApiKey", TestModel.Key)];

    private static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(setting => setting.Key).Select(group => group.Last())).Build();

    private static ServiceProvider Build(IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection> add)
    {
        IServiceCollection services = new ServiceCollection().AddSingleton<IConfiguration>(Configuration(settings));
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
