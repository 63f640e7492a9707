using Concierge.Channels.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Sends messages, read marks and typing signs.</summary>
internal sealed class MessageSender(ProviderAccount<WahaSettings> account, WahaClient client, MessageLookup lookup, ILogger logger)
{
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (account.Settings is not { } settings)
        {
            return SendResult.Retry(RetryScope.Credentials, detail: "The account's settings are not valid.");
        }

        if (ChatId.Of(attempt.Recipient) is not { } chat)
        {
            return SendResult.Rejected(RejectReason.RecipientUnreachable, detail: "The contact has no number, hidden id or group that WAHA can send to.");
        }

        if (MessageRules.Check(message) is { } refused)
        {
            return refused;
        }

        return await PostAsync(settings, message, MessageWriter.Write(message, chat, PresetId.For(message, attempt), settings), cancellationToken);
    }

    /// <summary>What became of an earlier attempt; null where the server does not have it, or gave it no id to look for.</summary>
    public async ValueTask<SendResult?> FindSentAsync(OutboundMessage message, SendAttempt attempt, CancellationToken cancellationToken) =>
        account.Settings is { } settings && PresetId.For(message, attempt) is { } id
            ? await lookup.FindSentAsync(settings, attempt.Recipient, id, cancellationToken)
            : null;

    public async ValueTask<bool> MarkReadAsync(string messageId, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings || MessageKey.Parse(messageId) is not { } key)
        {
            return false;
        }

        ReadOnlyMemory<byte> json = Json.Object(writer =>
        {
            writer.WriteString("session"u8, settings.Session);
            writer.WriteString("chatId"u8, key.Chat);
            writer.WriteStartArray("messageIds"u8);
            writer.WriteStringValue(messageId);
            writer.WriteEndArray();
            if (key.Participant is { } participant)
            {
                writer.WriteString("participant"u8, participant);
            }
        });
        return (await client.SendAsync(settings, HttpMethod.Post, "api/sendSeen", json, cancellationToken)).IsSuccess;
    }

    public async ValueTask<bool> ShowTypingAsync(ContactIdentity recipient, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings || ChatId.Of(recipient) is not { } chat)
        {
            return false;
        }

        ReadOnlyMemory<byte> json = Json.Object(writer =>
        {
            writer.WriteString("session"u8, settings.Session);
            writer.WriteString("chatId"u8, chat);
        });
        return (await client.SendAsync(settings, HttpMethod.Post, "api/startTyping", json, cancellationToken)).IsSuccess;
    }

    private async ValueTask<SendResult> PostAsync(WahaSettings settings, OutboundMessage message, OutboundCall call, CancellationToken cancellationToken)
    {
        ProviderReply reply = await client.SendAsync(settings, call.Method, call.Path, call.Json, cancellationToken);
        if (reply.Status >= 300)
        {
            logger.ApiRefused(account.Key.Name, reply.Status);
        }

        return ReplyClassifier.Classify(reply, message is ReactionMessage);
    }
}
