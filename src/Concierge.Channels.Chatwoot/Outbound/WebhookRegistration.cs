using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>Creates the account's webhook, or mends the one that has the address already.</summary>
internal sealed class WebhookRegistration(ProviderAccount<ChatwootSettings> account, ApiClient api)
{
    private static readonly string[] Subscriptions = ["message_created", "message_updated", "conversation_status_changed", "conversation_updated"];

    /// <exception cref="InvalidOperationException">Chatwoot refused.</exception>
    public async ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken)
    {
        if (webhookUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            throw new InvalidOperationException("Chatwoot calls webhooks at absolute http(s) addresses only.");
        }

        ChatwootSettings settings = account.Settings ?? throw new InvalidOperationException("The account's settings are not valid.");
        string url = Address(webhookUrl, settings);
        ProviderReply list = await api.GetAsync(settings, "webhooks", cancellationToken);
        string? existing = list.IsSuccess ? Find(ApiJson.TryRead(list.Body), url) : throw Refused(list);
        ReadOnlyMemory<byte> body = Body(url);
        ProviderReply reply = existing is null
            ? await api.PostAsync(settings, "webhooks", body, cancellationToken)
            : await api.PatchAsync(settings, $"webhooks/{existing}", body, cancellationToken);
        return reply.IsSuccess
            ? [
                $"The account's webhook {(existing is null ? "was created" : "was set again")} for {webhookUrl.GetLeftPart(UriPartial.Path)}.",
                $"Copy its secret from Settings → Integrations → Webhooks to {AccountSections.Of(ChatwootOptions.Section, account.Key.Name)}:{nameof(ChatwootOptions.WebhookSecrets)}.",
            ]
            : throw Refused(reply);
    }

    // A server that does not sign is known by the token in the address.
    private static string Address(Uri webhookUrl, ChatwootSettings settings) => settings.UnsignedToken is { } token && webhookUrl.Query.Length == 0
        ? $"{webhookUrl.AbsoluteUri}?token={Uri.EscapeDataString(token)}"
        : webhookUrl.AbsoluteUri;

    private static string? Find(JsonElement? answer, string url)
    {
        if (ApiJson.Member(ApiJson.Member(answer, "payload"), "webhooks") is not { ValueKind: JsonValueKind.Array } webhooks)
        {
            return null;
        }

        foreach (JsonElement webhook in webhooks.EnumerateArray())
        {
            if (ApiJson.Text(webhook, "url") == url && ApiJson.Text(webhook, "id") is { } id && id.All(char.IsAsciiDigit))
            {
                return id;
            }
        }

        return null;
    }

    private static ReadOnlyMemory<byte> Body(string url) => ApiJson.Object(json =>
    {
        json.WriteString("url"u8, url);
        json.WriteStartArray("subscriptions"u8);
        foreach (string subscription in Subscriptions)
        {
            json.WriteStringValue(subscription);
        }

        json.WriteEndArray();
    });

    private static InvalidOperationException Refused(ProviderReply reply) => new(
        $"Chatwoot did not take the webhook address: status {reply.Status}. The access token must be an administrator's; a bot's is not enough.");
}
