using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concierge.Ids;

/// <summary>
/// Asks a web service: POST of <c>{"service", "code", "conversation"}</c>. 200 with <c>{"valid": true, "subject": "…"}</c>, 204 for a right
/// code, 404 for a wrong one; anything else means that it cannot tell now. Redirects are not followed.
/// </summary>
internal sealed class HttpIdValidator(string name, Uri address, string? secret) : IIntrinsicIdValidator
{
    private const int MaxAnswer = 16 * 1024;

    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaxAnswer,
    };

    public string Name => name;

    public async ValueTask<IntrinsicIdVerdict> ValidateAsync(IntrinsicIdRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body(request) };
        if (secret is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        using HttpResponseMessage answer = await Client.SendAsync(message, cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.NoContent => new IntrinsicIdVerdict(true),
            HttpStatusCode.NotFound => IntrinsicIdVerdict.Invalid,
            HttpStatusCode.OK => await ReadAsync(answer, cancellationToken),
            _ => throw new HttpRequestException($"The address of {IntrinsicIdValidators.Section}:{name} answered {(int)answer.StatusCode}."),
        };
    }

    private static ByteArrayContent Body(IntrinsicIdRequest request)
    {
        var body = new JsonObject
        {
            ["service"] = request.Service,
            ["code"] = request.Code,
            ["conversation"] = request.Conversation.Value,
        };
        return new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
    }

    private static async ValueTask<IntrinsicIdVerdict> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("valid", out JsonElement valid) || valid.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw new JsonException("The answer has no member 'valid'.");
        }

        string? subject = root.TryGetProperty("subject", out JsonElement whom) && whom.ValueKind == JsonValueKind.String ? whom.GetString() : null;
        return new IntrinsicIdVerdict(valid.GetBoolean(), subject);
    }
}
