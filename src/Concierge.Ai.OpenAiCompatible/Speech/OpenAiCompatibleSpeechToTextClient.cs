using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Concierge.Ai.OpenAiCompatible.Chat;
using Concierge.Ai.OpenAiCompatible.Http;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.OpenAiCompatible.Speech;

/// <summary>A model behind <c>/audio/transcriptions</c>. Reads the stream to its end and leaves it open.</summary>
[Experimental("MEAI001")]
internal sealed class OpenAiCompatibleSpeechToTextClient(ModelConnection connection) : ISpeechToTextClient
{
    private const string Operation = "audio/transcriptions";
    private const int BufferSize = 64 * 1024;

    public async Task<SpeechToTextResponse> GetTextAsync(Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audioSpeechStream);
        OpenAiCompatibleOptions settings = connection.Options;
        ReadOnlyMemory<byte> audio = await ReadAsync(audioSpeechStream, settings, cancellationToken);
        using MultipartFormDataContent content = Compose(audio, options, settings);
        using Deadline deadline = connection.Start(settings, cancellationToken);
        using HttpResponseMessage answer = await connection.PostAsync(settings, Operation, content, deadline);
        using JsonDocument json = await deadline.RunAsync(async token =>
        {
            await using Stream body = await connection.OpenAsync(answer, settings.MaxResponseBytes, token);
            return await JsonDocument.ParseAsync(body, cancellationToken: token);
        });
        return Read(json.RootElement, settings);
    }

    /// <summary>The whole text as one update: voice notes are short.</summary>
    public async IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream,
        SpeechToTextOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SpeechToTextResponseUpdate update in (await GetTextAsync(audioSpeechStream, options, cancellationToken)).ToSpeechToTextResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(SpeechToTextClientMetadata)
            ? new SpeechToTextClientMetadata(ModelConnection.Provider, connection.Options.Endpoint, connection.Options.Model)
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>The HTTP client belongs to its factory or to whoever made it.</summary>
    public void Dispose()
    {
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, OpenAiCompatibleOptions settings, CancellationToken cancellationToken)
    {
        var audio = new MemoryStream();
        byte[] buffer = new byte[BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (audio.Length + read > settings.MaxUploadBytes)
            {
                throw new ModelRequestException(
                    ModelFailure.TooLong, $"The recording is larger than {settings.MaxUploadBytes} bytes. Refuse such recordings, or raise {connection.Section}:{nameof(settings.MaxUploadBytes)} if the endpoint takes more.");
            }

            audio.Write(buffer, 0, read);
        }

        return audio.Length == 0
            ? throw new ArgumentException("The recording is empty.", nameof(stream))
            : audio.GetBuffer().AsMemory(0, (int)audio.Length);
    }

    private static MultipartFormDataContent Compose(ReadOnlyMemory<byte> audio, SpeechToTextOptions? options, OpenAiCompatibleOptions settings)
    {
        string extension = AudioFormat.ExtensionOf(audio.Span[..Math.Min(audio.Length, 16)]);
        var file = new ReadOnlyMemoryContent(audio) { Headers = { ContentType = new MediaTypeHeaderValue(AudioFormat.MediaTypeOf(extension)) } };
        var content = new MultipartFormDataContent();
        Add(content, file, "file", $"audio.{extension}");
        Add(content, new StringContent(options?.ModelId ?? settings.Model!), "model");
        Add(content, new StringContent("json"), "response_format");
        if (LanguageOf(options?.SpeechLanguage) is { } language)
        {
            Add(content, new StringContent(language), "language");
        }

        return content;
    }

    /// <summary>In quotes, which .NET leaves away and some servers insist on.</summary>
    private static void Add(MultipartFormDataContent content, HttpContent part, string name, string? fileName = null)
    {
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"", FileName = fileName is null ? null : $"\"{fileName}\"" };
        content.Add(part);
    }

    /// <summary>Endpoints take <c>fr</c>, not <c>fr-FR</c>.</summary>
    private static string? LanguageOf(string? culture) => string.IsNullOrWhiteSpace(culture) ? null : culture.Split('-', '_')[0].ToLowerInvariant();

    private SpeechToTextResponse Read(JsonElement answer, OpenAiCompatibleOptions settings)
    {
        string text = Field.Text(answer, "text") ?? throw FailureReader.Find(answer, connection.Section, settings) ?? new ModelRequestException(
            ModelFailure.InvalidAnswer, $"The endpoint's answer holds no text. Check {connection.Section}:{nameof(settings.Model)}: it may not be a model for transcription.");
        return new SpeechToTextResponse(text.Trim())
        {
            ModelId = settings.Model,
            EndTime = Field.Real(answer, "duration") is { } seconds and >= 0 and < 1_000_000 ? TimeSpan.FromSeconds(seconds) : null,
            Usage = UsageReader.Read(answer),
        };
    }
}
