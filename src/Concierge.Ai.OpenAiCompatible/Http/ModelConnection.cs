using System.Net.Http.Headers;

namespace Concierge.Ai.OpenAiCompatible.Http;

/// <summary>One endpoint: puts requests on the wire, each once, and hands out answers that are good and bounded.</summary>
internal sealed class ModelConnection(Func<HttpClient> http, Func<OpenAiCompatibleOptions> options, string section, TimeProvider clock)
{
    /// <summary>The settings as they are now.</summary>
    public OpenAiCompatibleOptions Options => options();

    /// <summary>Where the settings stand, for messages.</summary>
    public string Section => section;

    /// <summary>What the provider is called in telemetry: the protocol, not the company.</summary>
    public const string Provider = "openai";

    public Deadline Start(OpenAiCompatibleOptions settings, CancellationToken cancellationToken) => new(section, settings, clock, cancellationToken);

    /// <summary>Sends and waits for the head of a good answer.</summary>
    /// <exception cref="ModelRequestException">There is none.</exception>
    public Task<HttpResponseMessage> PostAsync(OpenAiCompatibleOptions settings, string operation, HttpContent content, Deadline deadline) =>
        deadline.RunAsync(async token =>
        {
            using HttpRequestMessage request = Compose(settings, operation, content);
            HttpResponseMessage response = await http().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            if (response.IsSuccessStatusCode)
            {
                deadline.AnswerBegan();
                return response;
            }

            using (response)
            {
                throw await FailureReader.ReadAsync(response, section, settings, clock.GetUtcNow(), token);
            }
        });

    /// <summary>The body of a good answer, which ends in an error past its size.</summary>
    public async Task<Stream> OpenAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellationToken) =>
        new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), maxBytes, section);

    private static HttpRequestMessage Compose(OpenAiCompatibleOptions settings, string operation, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(settings.Endpoint!, operation)) { Content = content };
        if (!string.IsNullOrEmpty(settings.ApiKey))
        {
            if (string.IsNullOrEmpty(settings.ApiKeyHeader))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(settings.ApiKeyHeader, settings.ApiKey);
            }
        }

        foreach ((string name, string value) in settings.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static Uri AddressOf(Uri endpoint, string operation) =>
        new UriBuilder(endpoint) { Path = $"{endpoint.AbsolutePath.TrimEnd('/')}/{operation}" }.Uri;
}
