using Concierge.Channels.Http;
using Concierge.Channels.Waha.Wire;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>Looks messages up on the server.</summary>
internal sealed class MessageLookup(WahaClient client)
{
    /// <summary>
    /// What an earlier try to send a message became: accepted where the server has the message, null where it may be sent, a retry
    /// where the server does not say now.
    /// </summary>
    public async ValueTask<SendResult?> FindSentAsync(WahaSettings settings, ContactIdentity recipient, string id, CancellationToken cancellationToken)
    {
        // The server may keep the chat under the person's other spelling.
        foreach (string chat in ChatId.AllOf(recipient))
        {
            ProviderReply reply = await GetAsync(settings, new MessageKey(true, chat, id, null), downloadMedia: false, cancellationToken);
            if (reply.IsSuccess && Answer.TryRead(reply.Body)?.MessageId is { } found && MessageKey.BareOf(found) == id)
            {
                return SendResult.Accepted(id);
            }

            if (Undecided(reply) is { } later)
            {
                return later;
            }
        }

        return null;
    }

    /// <summary>The address of a message's file, downloaded by the server now if it was not; null where there is none.</summary>
    public async ValueTask<string?> FindMediaAsync(WahaSettings settings, MessageKey message, CancellationToken cancellationToken)
    {
        ProviderReply reply = await GetAsync(settings, message, downloadMedia: true, cancellationToken);
        return reply.IsSuccess ? Answer.TryRead(reply.Body)?.MediaUrl : null;
    }

    private ValueTask<ProviderReply> GetAsync(WahaSettings settings, MessageKey message, bool downloadMedia, CancellationToken cancellationToken) => client.SendAsync(
        settings,
        HttpMethod.Get,
        $"api/{settings.Session}/chats/{Uri.EscapeDataString(message.Chat)}/messages/{Uri.EscapeDataString(message.ToString())}?downloadMedia={(downloadMedia ? "true" : "false")}",
        null,
        cancellationToken);

    // Success without the message and 4xx and 501 mean that it is not there, or that this server cannot look: some engines need a store for
    // it. Everything else may pass.
    private static SendResult? Undecided(ProviderReply reply) => reply switch
    {
        { Outcome: ProviderOutcome.Answered, Status: 401 or 403 or 429 } => reply.ToSendResult(),
        { Outcome: ProviderOutcome.Answered, Status: (>= 400 and < 500 and not 408) or 501 } => null,
        { IsSuccess: true } when Answer.TryRead(reply.Body) is not null || reply.Body.Span.Trim(" \r\n\t"u8).Length == 0 || System.Text.Ascii.Equals(reply.Body.Span, "null"u8) => null,
        _ => SendResult.Retry(detail: "The server did not say whether an earlier try was sent; nothing was sent again."),
    };
}
