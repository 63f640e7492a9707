using System.Text.Json;
using Concierge.Channels.Chatwoot.Inbound;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>What is done to a conversation besides sending: typing, who answers, notes for colleagues.</summary>
internal sealed class ConversationDesk(ProviderAccount<ChatwootSettings> account, ApiClient api)
{
    public async ValueTask<bool> ShowTypingAsync(ContactIdentity contact, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings || ConversationAddress.Current(contact, settings.AccountId) is not { } conversation)
        {
            return false;
        }

        return (await PostAsync(settings, conversation, "toggle_typing_status", static json => json.WriteString("typing_status"u8, "on"u8), cancellationToken)).IsSuccess;
    }

    /// <summary>
    /// Opens a conversation for the colleagues, or makes it the bot's again, and then writes the note. The status comes first:
    /// setting it twice is as good as once, so until the note is on its way everything may be tried again.
    /// </summary>
    public async ValueTask<SendResult> ChangeHandsAsync(ChatwootSettings settings, long conversation, HandoffMessage message, string attemptId, CancellationToken cancellationToken)
    {
        string status = message.To == Handling.Human ? "open" : "pending";
        ProviderReply reply = await PostAsync(settings, conversation, "toggle_status", json => json.WriteString("status"u8, status), cancellationToken);
        if (!reply.IsSuccess || ApiJson.Member(ApiJson.TryRead(reply.Body), "payload") is not { ValueKind: JsonValueKind.Object })
        {
            SendResult refused = ReplyClassifier.Classify(reply);
            return refused is SendRejected or SendRetry
                ? refused
                : SendResult.Retry(detail: "Chatwoot did not say whether it changed the conversation's status.");
        }

        if (string.IsNullOrWhiteSpace(message.Note))
        {
            return SendResult.Accepted(null);
        }

        return ReplyClassifier.Classify(await PostAsync(settings, conversation, "messages", json => WriteNote(json, message.Note, attemptId), cancellationToken));
    }

    private static void WriteNote(Utf8JsonWriter json, string note, string attemptId)
    {
        json.WriteString("content"u8, CommonMark.FromWhatsApp(note));
        json.WriteString("message_type"u8, "outgoing"u8);
        json.WriteBoolean("private"u8, true);
        json.WriteStartObject("content_attributes"u8);
        json.WriteString(ContentAttributes.AttemptMember, attemptId);
        json.WriteEndObject();
    }

    private ValueTask<ProviderReply> PostAsync(ChatwootSettings settings, long conversation, string action, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        api.PostAsync(settings, $"conversations/{conversation}/{action}", ApiJson.Object(write), cancellationToken);
}
