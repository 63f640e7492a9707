using System.Text.Json;
using System.Security.Cryptography;
using Concierge.Channels;
using Concierge.Channels.Http;

namespace Concierge.Contracts.Tests;

/// <summary>A made-up channel: the least that passes the contract. Body: <c>{"id":"…","from":"…","text":"…"}</c>.</summary>
public sealed class PaperMailChannel(Uri provider, TimeSpan timeout, ProviderClient client) : IChannel
{
    public const string Secret = "paper-mail-4711";
    public const string Header = "X-Paper-Signature";
    private readonly HmacVerifier _verifier = new(HashAlgorithmName.SHA256, Secret);

    public AccountKey Account { get; } = new("paper", AccountKey.DefaultName);

    public IReadOnlyList<string> AccountIds => [];

    public ChannelCapabilities Capabilities { get; } = new();

    public WebhookVerdict Authenticate(in WebhookRequest request)
    {
        var values = request.Header(Header);
        return values.Count == 1 && _verifier.VerifyLowerHex(default, request.Body.Span, values[0]) ? WebhookVerdict.Authentic : WebhookVerdict.Rejected;
    }

    public void Read(in WebhookRequest request, ChannelEventSink sink)
    {
        try
        {
            using JsonDocument letter = JsonDocument.Parse(request.Body);
            sink.Add(new MessageReceived
            {
                Id = letter.RootElement.GetProperty("id").GetString(),
                Sender = new ContactIdentity { Addresses = [new ContactAddress(ContactAddressKind.Phone, letter.RootElement.GetProperty("from").GetString()!)] },
                Body = new TextBody(letter.RootElement.GetProperty("text").GetString()!),
                Raw = request.Body,
            });
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            sink.Add(new UnknownEvent { Reason = "Not a letter.", Raw = request.Body });
        }
    }

    public async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (attempt.Recipient.Find(ContactAddressKind.Phone) is not { } to || message is not TextMessage { Text.Length: > 0 and <= 4096 } text)
        {
            return SendResult.Rejected(RejectReason.Unsupported);
        }

        var content = new SingleUseContent(JsonSerializer.SerializeToUtf8Bytes(new { to, text.Text }), "application/json");
        ProviderReply reply = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, provider) { Content = content }, timeout, cancellationToken);
        return reply.IsSuccess && LetterId(reply.Body) is { } id
            ? SendResult.Accepted(id)
            : reply.ToSendResult();
    }

    private static string? LetterId(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("letter", out JsonElement letter)
                && letter is { ValueKind: JsonValueKind.String }
                && letter.GetString() is { Length: > 0 } id
                ? id
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
