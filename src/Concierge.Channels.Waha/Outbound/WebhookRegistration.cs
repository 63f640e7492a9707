using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Sets the session's webhook. WAHA restarts the session to apply it, and replaces its other configuration.</summary>
internal sealed class WebhookRegistration(WahaAccount account, WahaClient client)
{
    private static readonly string[] Events = ["message", "message.any", "message.reaction", "message.ack", "message.edited", "message.revoked", "poll.vote", "call.received", "session.status"];

    /// <exception cref="InvalidOperationException">The settings are not valid, the address is not, or WAHA refused.</exception>
    public async ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken)
    {
        if (webhookUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            throw new InvalidOperationException("WAHA calls webhooks at absolute http(s) addresses only.");
        }

        WahaSettings settings = account.Settings ?? throw new InvalidOperationException("The account's settings are not valid.");
        ReadOnlyMemory<byte> json = Json.Object(writer => Write(writer, webhookUrl, settings));
        ProviderReply reply = await client.SendAsync(settings, HttpMethod.Put, $"api/sessions/{settings.Session}", json, cancellationToken);
        return reply.IsSuccess
            ? [$"Session {settings.Session} was updated and restarts.", $"Its webhooks go to {webhookUrl.AbsoluteUri}, signed."]
            : throw new InvalidOperationException($"WAHA did not take the webhook address: status {reply.Status}. Check that the session exists and that the key may change settings.");
    }

    private static void Write(Utf8JsonWriter json, Uri webhookUrl, WahaSettings settings)
    {
        json.WriteString("name"u8, settings.Session);
        json.WriteStartObject("config"u8);
        json.WriteStartArray("webhooks"u8);
        json.WriteStartObject();
        json.WriteString("url"u8, webhookUrl.AbsoluteUri);
        json.WriteStartArray("events"u8);
        foreach (string name in Events)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartObject("hmac"u8);
        json.WriteString("key"u8, settings.WebhookSecret);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
