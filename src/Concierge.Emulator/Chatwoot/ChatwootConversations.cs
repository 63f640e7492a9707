using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Chatwoot;

/// <summary>Conversations: status, assignment and the typing sign, which only the desk sees.</summary>
internal sealed class ChatwootConversations(PhoneLines lines, HelpDesk desk, PhoneNetwork network, ChatwootPayloads payloads)
{
    private static readonly string[] Known = ["open", "resolved", "pending", "snoozed"];

    public Task ShowAsync(HttpContext context) => WithConversationAsync(context, (line, conversation, _) =>
        WireAnswer.JsonAsync(context, payloads.Conversation(line, conversation, null)));

    public Task SetStatusAsync(HttpContext context) => WithConversationAsync(context, (line, conversation, body) =>
    {
        // Without a status it toggles.
        string status = WireJson.Text(body["status"]) ?? (conversation.Status == "open" ? "resolved" : "open");
        if (!Known.Contains(status))
        {
            return new ChatwootError(422, $"'{status}' is not a valid status").WriteAsync(context);
        }

        DeskConversation changed = conversation with { Status = status };
        network.Tell(line, ((ChatwootProvider)line.Provider).Change(line, conversation, changed));
        return WireAnswer.JsonAsync(context, new JsonObject
        {
            ["meta"] = new JsonObject(),
            ["payload"] = new JsonObject { ["success"] = true, ["conversation_id"] = changed.Id, ["current_status"] = changed.Status, ["snoozed_until"] = null },
        });
    });

    public Task ShowTypingAsync(HttpContext context) => WithConversationAsync(context, (line, conversation, body) =>
    {
        network.ShowTyping(line, conversation.Person, WireJson.Text(body["typing_status"]) == "on", deskOnly: true);
        return Task.CompletedTask;
    });

    public Task AssignAsync(HttpContext context) => WithConversationAsync(context, (line, conversation, body) =>
    {
        bool isColleague = WireJson.Number(body["assignee_id"]) > 0 && WireJson.Text(body["assignee_type"]) != "AgentBot";
        DeskConversation changed = conversation with { Assignee = isColleague ? ChatwootPayloads.DefaultColleague : null };
        network.Tell(line, ((ChatwootProvider)line.Provider).Change(line, conversation, changed));
        return WireAnswer.JsonAsync(context, payloads.Conversation(line, changed, null)["meta"]!["assignee"]?.DeepClone() ?? new JsonObject());
    });

    private async Task WithConversationAsync(HttpContext context, Func<PhoneLine, DeskConversation, JsonObject, Task> answer)
    {
        (PhoneLine? line, DeskConversation? conversation, ChatwootError? refused) = ChatwootAccess.CheckConversation(context, lines, desk);
        if (refused is not null)
        {
            await refused.WriteAsync(context);
            return;
        }

        JsonObject body = HttpMethods.IsGet(context.Request.Method) ? [] : await WireAnswer.ReadObjectAsync(context) ?? [];
        await answer(line!, conversation!, body);
    }
}
