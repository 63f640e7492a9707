using System.Buffers;
using System.Text.Json;
using Concierge.Channels.Http;
using Concierge.Channels.Meta.Wire;

namespace Concierge.Channels.Meta.Outbound;

/// <summary>Subscribes the app to the business account's webhooks at a given address.</summary>
internal sealed class WebhookRegistration(ProviderAccount<MetaSettings> account, GraphClient graph)
{
    /// <exception cref="InvalidOperationException">The business account is not configured, or Meta refused.</exception>
    public async ValueTask<IReadOnlyList<string>> RegisterAsync(Uri webhookUrl, CancellationToken cancellationToken)
    {
        if (webhookUrl is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            throw new InvalidOperationException("Meta calls webhooks at absolute https addresses only.");
        }

        if (account.Settings is not { BusinessAccountId: { } business } settings)
        {
            throw new InvalidOperationException($"{AccountSections.Of(MetaOptions.Section, account.Key.Name)}:{nameof(MetaOptions.BusinessAccountId)} is missing. Copy it from WhatsApp → API Setup.");
        }

        ProviderReply reply = await graph.PostAsync(settings, $"{business}/subscribed_apps", Body(webhookUrl, settings.VerifyToken), cancellationToken);
        SendAnswer? answer = MetaJson.TryRead(reply.Body, MetaJsonContext.Default.SendAnswer);
        return reply.IsSuccess && answer is { Success: true }
            ? [$"The app is subscribed to business account {business}.", $"Its webhooks go to {webhookUrl.AbsoluteUri}."]
            : throw new InvalidOperationException(
                $"Meta did not take the webhook address: status {reply.Status}, code {answer?.Error?.Code}. Check that the address is public, that the host is running and that the token has the permission whatsapp_business_management.");
    }

    private static ReadOnlyMemory<byte> Body(Uri webhookUrl, string verifyToken)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("override_callback_uri"u8, webhookUrl.AbsoluteUri);
            json.WriteString("verify_token"u8, verifyToken);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
