using System.Diagnostics.CodeAnalysis;
using System.Net;
using Concierge.Ai.OpenAiCompatible;
using Concierge.Ai.OpenAiCompatible.Chat;
using Concierge.Ai.OpenAiCompatible.Embeddings;
using Concierge.Ai.OpenAiCompatible.Http;
using Concierge.Ai.OpenAiCompatible.Speech;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Adds models behind endpoints that speak OpenAI's wire protocol. The host does not start while a setting of an added model is
/// missing or wrong.
/// </summary>
public static class OpenAiCompatibleServiceCollectionExtensions
{
    /// <summary>Adds the model in section <c>Concierge:Ai</c> as the host's <see cref="IChatClient"/>, unless it has one.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options after the configuration did; or null.</param>
    public static IServiceCollection AddOpenAiCompatibleChatClient(this IServiceCollection services, Action<OpenAiCompatibleOptions>? configure = null)
    {
        AddModel(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton<IChatClient>(static provider => new OpenAiCompatibleChatClient(Connect(provider, Options.Options.DefaultName)));
        return services;
    }

    /// <summary>Adds the model in section <c>Concierge:Ai:Models:{name}</c> as an <see cref="IChatClient"/> with the key <paramref name="name"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The model's name in this host.</param>
    /// <param name="configure">Sets the options after the configuration did; or null.</param>
    public static IServiceCollection AddOpenAiCompatibleChatClient(this IServiceCollection services, string name, Action<OpenAiCompatibleOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddModel(services, name, configure);
        services.TryAddKeyedSingleton<IChatClient>(name, static (provider, key) => new OpenAiCompatibleChatClient(Connect(provider, (string)key!)));
        return services;
    }

    /// <summary>
    /// Adds the model in section <c>Concierge:Ai:Models:{name}</c> for embeddings: with the key <paramref name="name"/> and, for the
    /// first one, as the host's <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>.
    /// </summary>
    /// <inheritdoc cref="AddOpenAiCompatibleChatClient(IServiceCollection, string, Action{OpenAiCompatibleOptions}?)"/>
    public static IServiceCollection AddOpenAiCompatibleEmbeddingGenerator(this IServiceCollection services, string name, Action<OpenAiCompatibleOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddModel(services, name, configure);
        services.TryAddKeyedSingleton<IEmbeddingGenerator<string, Embedding<float>>>(
            name, static (provider, key) => new OpenAiCompatibleEmbeddingGenerator(Connect(provider, (string)key!)));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(name));
        return services;
    }

    /// <summary>
    /// Adds the model in section <c>Concierge:Ai:Models:{name}</c> for transcription: with the key <paramref name="name"/> and, for the
    /// first one, as the host's <see cref="ISpeechToTextClient"/>.
    /// </summary>
    /// <inheritdoc cref="AddOpenAiCompatibleChatClient(IServiceCollection, string, Action{OpenAiCompatibleOptions}?)"/>
    [Experimental("MEAI001")]
    public static IServiceCollection AddOpenAiCompatibleSpeechToTextClient(this IServiceCollection services, string name, Action<OpenAiCompatibleOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddModel(services, name, configure);
        services.TryAddKeyedSingleton<ISpeechToTextClient>(name, static (provider, key) => new OpenAiCompatibleSpeechToTextClient(Connect(provider, (string)key!)));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<ISpeechToTextClient>(name));
        return services;
    }

    private static void AddModel(IServiceCollection services, string name, Action<OpenAiCompatibleOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<OpenAiCompatibleOptions>, OpenAiCompatibleOptionsSetup>(
            static provider => new OpenAiCompatibleOptionsSetup(provider.GetService<IConfiguration>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OpenAiCompatibleOptions>, OpenAiCompatibleOptionsValidator>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenAiCompatibleOptions>>(provider => new OpenAiCompatibleOptionsChanges(name, provider.GetService<IConfiguration>()));
        OptionsBuilder<OpenAiCompatibleOptions> options = services.AddOptions<OpenAiCompatibleOptions>(name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        // No retries here: whoever asks the model knows what another try may cost. No loggers: headers and bodies hold secrets.
        services.AddHttpClient(OpenAiCompatibleOptions.HttpClientName(name), static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => Primary(provider.GetRequiredService<IOptionsMonitor<OpenAiCompatibleOptions>>().Get(name)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
    }

    private static SocketsHttpHandler Primary(OpenAiCompatibleOptions options) => new()
    {
        // A redirect would take the key and the conversation elsewhere.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseDrainSize = 0,
    };

    private static ModelConnection Connect(IServiceProvider provider, string name)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<OpenAiCompatibleOptions>>();
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        string httpName = OpenAiCompatibleOptions.HttpClientName(name);
        return new ModelConnection(
            () => factory.CreateClient(httpName), () => monitor.Get(name), OpenAiCompatibleOptions.SectionOf(name), provider.GetRequiredService<TimeProvider>());
    }
}
