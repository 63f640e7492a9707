using System.Diagnostics.CodeAnalysis;
using Concierge.Ai.OpenAiCompatible.Chat;
using Concierge.Ai.OpenAiCompatible.Embeddings;
using Concierge.Ai.OpenAiCompatible.Http;
using Concierge.Ai.OpenAiCompatible.Speech;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.OpenAiCompatible;

/// <summary>Makes clients without dependency injection, for example one per tenant. Clients are thread-safe; disposing them does nothing.</summary>
public static class OpenAiCompatibleClients
{
    /// <summary>A client for chat.</summary>
    /// <param name="http">Sends the requests; stays yours. Its own time-out should be infinite: the options' ones are kept here.</param>
    /// <param name="options">The model; read anew for each request.</param>
    /// <param name="clock">Measures the time-outs; null for the system's.</param>
    /// <exception cref="OptionsValidationException">The options are not valid; the message says what to do.</exception>
    public static IChatClient CreateChatClient(HttpClient http, OpenAiCompatibleOptions options, TimeProvider? clock = null) =>
        new OpenAiCompatibleChatClient(Connect(http, options, clock));

    /// <summary>A client for embeddings.</summary>
    /// <inheritdoc cref="CreateChatClient"/>
    public static IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator(HttpClient http, OpenAiCompatibleOptions options, TimeProvider? clock = null) =>
        new OpenAiCompatibleEmbeddingGenerator(Connect(http, options, clock));

    /// <summary>A client for transcription.</summary>
    /// <inheritdoc cref="CreateChatClient"/>
    [Experimental("MEAI001")]
    public static ISpeechToTextClient CreateSpeechToTextClient(HttpClient http, OpenAiCompatibleOptions options, TimeProvider? clock = null) =>
        new OpenAiCompatibleSpeechToTextClient(Connect(http, options, clock));

    private static ModelConnection Connect(HttpClient http, OpenAiCompatibleOptions options, TimeProvider? clock)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResult result = new OpenAiCompatibleOptionsValidator().Validate(Options.DefaultName, options);
        return result.Failed
            ? throw new OptionsValidationException(Options.DefaultName, typeof(OpenAiCompatibleOptions), result.Failures)
            : new ModelConnection(() => http, () => options, OpenAiCompatibleOptions.Section, clock ?? TimeProvider.System);
    }
}
