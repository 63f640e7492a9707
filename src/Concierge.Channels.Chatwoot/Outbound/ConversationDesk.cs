using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>What is done to a conversation besides sending: typing, notes for colleagues, status.</summary>
internal sealed class ConversationDesk(ProviderAccount<ChatwootSettings> account, ApiClient api)
{
    public ValueTask<bool> ShowTypingAsync(ContactIdentity contact, CancellationToken cancellationToken) =>
        PostAsync(contact, "toggle_typing_status", static json => json.WriteString("typing_status"u8, "on"u8), cancellationToken);

    public ValueTask<bool> SetStatusAsync(ContactIdentity contact, string status, CancellationToken cancellationToken) =>
        PostAsync(contact, "toggle_status", json => json.WriteString("status"u8, status), cancellationToken);

    public ValueTask<bool> WriteNoteAsync(ContactIdentity contact, string text, CancellationToken cancellationToken) => PostAsync(
        contact,
        "messages",
        json =>
        {
            json.WriteString("content"u8, CommonMark.FromWhatsApp(text));
            json.WriteString("message_type"u8, "outgoing"u8);
            json.WriteBoolean("private"u8, true);
        },
        cancellationToken);

    private async ValueTask<bool> PostAsync(ContactIdentity contact, string action, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        if (account.Settings is not { } settings || ConversationAddress.Newest(contact, settings.AccountId) is not { } conversation)
        {
            return false;
        }

        ProviderReply reply = await api.PostAsync(settings, $"conversations/{conversation}/{action}", ApiJson.Object(write), cancellationToken);
        return reply.IsSuccess;
    }
}
