using System.Text.Json;
using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>
/// Sets the address for messages and receipts at the messaging service, which goes before its senders, or at the WhatsApp sender.
/// </summary>
/// <remarks>Services API v1 and Senders API v2 (public beta), from Twilio's OpenAPI description (2026).</remarks>
internal sealed class WebhookRegistration(ProviderAccount<TwilioSettings> account, ApiClient api)
{
    /// <exception cref="InvalidOperationException">Twilio refused.</exception>
    public async ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken)
    {
        if (webhookUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            throw new InvalidOperationException("Twilio calls webhooks at absolute http(s) addresses only.");
        }

        TwilioSettings settings = account.Settings ?? throw new InvalidOperationException("The account's settings are not valid.");

        // As written: Twilio signs the spelling that it is given.
        string url = webhookUrl.OriginalString;
        return settings.MessagingServiceSid is { } service
            ? await SetServiceAsync(settings, service, url, cancellationToken)
            : await SetSenderAsync(settings, settings.From!, url, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<string>> SetServiceAsync(TwilioSettings settings, string service, string url, CancellationToken cancellationToken)
    {
        var form = new FormWriter();
        form.Add("InboundRequestUrl", url);
        form.Add("InboundMethod", "POST");
        form.Add("StatusCallback", url);
        form.Add("UseInboundWebhookOnNumber", "false");
        ProviderReply reply = await api.PostFormAsync(settings, TwilioSettings.Under(settings.MessagingRoot, $"v1/Services/{service}"), form.ToBytes(), cancellationToken);
        return reply.IsSuccess
            ? [$"Messages and receipts of messaging service {service} go to {url}, also those of its senders."]
            : throw Refused(reply, "the messaging service");
    }

    private async ValueTask<IReadOnlyList<string>> SetSenderAsync(TwilioSettings settings, string from, string url, CancellationToken cancellationToken)
    {
        Uri senders = TwilioSettings.Under(settings.MessagingRoot, "v2/Channels/Senders");
        ProviderReply list = await api.GetAsync(settings, new Uri($"{senders.AbsoluteUri}?Channel=whatsapp&PageSize=1000"), cancellationToken);
        if (!list.IsSuccess || TwilioJson.TryRead(list.Body, TwilioJsonContext.Default.SenderPage) is not { Senders: { } known })
        {
            throw Refused(list, "the list of WhatsApp senders");
        }

        string sid = known.FirstOrDefault(sender => sender.SenderId == from)?.Sid is { Length: > 0 } found && found.All(char.IsAsciiLetterOrDigit)
            ? found
            : throw new InvalidOperationException("Twilio has no WhatsApp sender for From in this account. Register the number, or, for the sandbox, enter the address in the console at Messaging → Try it out.");
        ProviderReply reply = await api.PostJsonAsync(settings, TwilioSettings.Under(senders, sid), Webhook(url), cancellationToken);
        return reply.IsSuccess
            ? [$"Messages and receipts of WhatsApp sender {sid} go to {url}. Twilio may need some minutes for the change."]
            : throw Refused(reply, "the WhatsApp sender");
    }

    private static ReadOnlyMemory<byte> Webhook(string url)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("webhook"u8);
            json.WriteString("callback_url"u8, url);
            json.WriteString("callback_method"u8, "POST"u8);
            json.WriteString("status_callback_url"u8, url);
            json.WriteString("status_callback_method"u8, "POST"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static InvalidOperationException Refused(ProviderReply reply, string what) => new(reply.Status == 0
        ? $"Twilio could not be reached for {what}. {reply.Detail}"
        : $"Twilio refused the call for {what}: status {reply.Status}. Check that the auth token or API key may change it.");
}
