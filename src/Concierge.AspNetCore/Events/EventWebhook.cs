using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concierge.Events;

namespace Concierge.AspNetCore.Events;

/// <summary>
/// Posts events as JSON. <c>Concierge-Signature: t={unix seconds},v1={hex}</c> is the HMAC-SHA256 of <c>{t}.{body}</c>; any answer but 2xx has the
/// event posted again.
/// </summary>
internal sealed class EventWebhook(string name, EventWebhookOptions options, HttpClient client, TimeProvider clock) : IEventSubscriber
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Secret!);

    public string Name => $"webhook.{name}";

    public async ValueTask HandleAsync(ConciergeEvent conciergeEvent, CancellationToken cancellationToken)
    {
        if (!IsWanted(conciergeEvent.Type))
        {
            return;
        }

        byte[] body = Write(conciergeEvent);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Concierge-Signature", Sign(body));
        request.Headers.TryAddWithoutValidation("Concierge-Event-Id", conciergeEvent.Id);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The receiver '{name}' answered {(int)response.StatusCode}.", null, response.StatusCode);
        }
    }

    private bool IsWanted(string type) => options.Types.Count == 0 || options.Types.Any(wanted => wanted.EndsWith('*')
        ? type.StartsWith(wanted[..^1], StringComparison.Ordinal)
        : type == wanted);

    private string Sign(byte[] body)
    {
        string time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time}."), .. body];
        byte[] mac = HMACSHA256.HashData(_secret, signed);
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    private static byte[] Write(ConciergeEvent conciergeEvent)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", conciergeEvent.Id);
            json.WriteString("type", conciergeEvent.Type);
            json.WriteString("at", conciergeEvent.At);
            json.WriteString("conversation", conciergeEvent.Conversation.Value);
            json.WriteString("account", conciergeEvent.Account);
            if (conciergeEvent.Data is { } data)
            {
                json.WritePropertyName("data");
                data.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
