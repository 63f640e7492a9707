using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Concierge.Emulator.Chatwoot;

/// <summary>The messages of a conversation.</summary>
internal sealed class ChatwootMessages(PhoneLines lines, HelpDesk desk, PhoneNetwork network, FaultQueue faults, MediaLibrary library, ChatwootFiles files, ChatwootPayloads payloads)
{
    private const int Page = 20;

    public async Task SendAsync(HttpContext context)
    {
        (PhoneLine? line, DeskConversation? conversation, ChatwootError? refused) = ChatwootAccess.CheckConversation(context, lines, desk);
        if (line is null || conversation is null)
        {
            await refused!.WriteAsync(context);
            return;
        }

        FaultOrder? fault = faults.Take(line);
        if (fault?.Fault == FaultQueue.Timeout)
        {
            await faults.HangAsync(context);
        }
        else if (Refusal(fault) is { } refusal)
        {
            await refusal.WriteAsync(context);
        }
        else
        {
            await AcceptAsync(context, line, conversation, fault?.Fault);
        }
    }

    /// <summary>The newest messages, oldest first.</summary>
    public Task ListAsync(HttpContext context)
    {
        (PhoneLine? line, DeskConversation? conversation, ChatwootError? refused) = ChatwootAccess.CheckConversation(context, lines, desk);
        return line is null || conversation is null
            ? refused!.WriteAsync(context)
            : WireAnswer.JsonAsync(context, new JsonObject
            {
                ["meta"] = new JsonObject(),
                ["payload"] = new JsonArray([.. network.Chat(line, conversation.Person).TakeLast(Page).Select(message => payloads.Answer(line, conversation, message))]),
            });
    }

    private static ChatwootError? Refusal(FaultOrder? fault) => fault?.Fault switch
    {
        "429" => new ChatwootError(429, "Retry later\n") { RetryAfter = fault.RetryAfter ?? 2 },
        "422" => new ChatwootError(422, "Too many messages"),
        "500" => new ChatwootError(500, "Internal server error"),
        _ => null,
    };

    private static JsonObject? Parse(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            // Form fields that are no JSON count as absent.
            return null;
        }
    }

    private async Task AcceptAsync(HttpContext context, PhoneLine line, DeskConversation conversation, string? fault)
    {
        (JsonObject body, StoredMedia? uploaded) = await ReadAsync(context, line);
        var reader = new ChatwootMessageReader(line, library);
        if (reader.Read(body, uploaded) is not { } bubble)
        {
            await reader.Error!.WriteAsync(context);
            return;
        }

        bool isLate = fault == "131047" || (!reader.IsTemplate && bubble.Kind != "note" && network.IsWindowClosed(line, conversation.Person));
        (string, string)? failure = isLate ? ("131047", "Re-engagement message") : reader.Refusal is { } words ? ("131009", words) : null;
        ChatMessage message = ((ChatwootProvider)line.Provider).Send(line, conversation, bubble, by: null, body["content_attributes"] as JsonObject, failure);
        if (fault == FaultQueue.Lost)
        {
            context.Abort();
            return;
        }

        JsonObject answer = payloads.Answer(line, conversation, message);
        answer["echo_id"] = WireJson.Text(body["echo_id"]);
        await WireAnswer.JsonAsync(context, answer);
    }

    /// <summary>A message is JSON, or a form with a file in which lists and objects are JSON in texts.</summary>
    private async Task<(JsonObject Body, StoredMedia? Uploaded)> ReadAsync(HttpContext context, PhoneLine line)
    {
        if (!context.Request.HasFormContentType)
        {
            return (await WireAnswer.ReadObjectAsync(context) ?? [], null);
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        var body = new JsonObject
        {
            ["content"] = form["content"].ToString(),
            ["content_type"] = form["content_type"] is [{ } type] ? type : null,
            ["private"] = form["private"] == new StringValues("true"),
            ["echo_id"] = form["echo_id"] is [{ } echo] ? echo : null,
            ["content_attributes"] = Parse(form["content_attributes"]),
        };
        return (body, form.Files.GetFile("attachments[]") is { } file ? await files.StoreAsync(file, line, context.RequestAborted) : null);
    }
}
