using System.Text.Json.Nodes;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Waha;

/// <summary>The calls that send.</summary>
internal sealed class WahaMessages(
    PhoneLines lines, PhoneNetwork network, FaultQueue faults, MediaLibrary library, WahaSessions sessions, WahaPayloads payloads, IIdSource ids, TimeProvider clock)
{
    public async Task SendAsync(HttpContext context, string kind)
    {
        JsonObject body = await WireAnswer.ReadObjectAsync(context) ?? [];
        (PhoneLine? line, WahaError? refused) = WahaAccess.Check(context, lines, WireJson.Text(body["session"]));
        if (line is null)
        {
            await refused!.WriteAsync(context);
            return;
        }

        FaultOrder? fault = faults.Take(line);
        if (fault?.Fault == FaultQueue.Timeout)
        {
            await faults.HangAsync(context);
        }
        else if (fault?.Fault == "session" || sessions.Status(line) != "WORKING")
        {
            await NotWorkingAsync(context, line, fault is null ? sessions.Status(line) : "SCAN_QR_CODE");
        }
        else if (Refusal(fault) is { } refusal)
        {
            await refusal.WriteAsync(context);
        }
        else
        {
            await AcceptAsync(context, line, kind, body, fault?.Fault);
        }
    }

    /// <summary>An id for a message to come: a send that is repeated with it arrives once.</summary>
    public Task NewIdAsync(HttpContext context)
    {
        (PhoneLine? line, WahaError? refused) = WahaAccess.Check(context, lines, (string?)context.Request.RouteValues["session"]);
        return line is null ? refused!.WriteAsync(context) : WireAnswer.JsonAsync(context, new JsonObject { ["id"] = WahaChat.NewBare(ids) });
    }

    private static WahaError? Refusal(FaultOrder? fault) => fault?.Fault switch
    {
        "501" => new WahaError(501, "Method is not implemented by the engine"),
        "429" => new WahaError(429, "Too Many Requests") { RetryAfter = fault.RetryAfter ?? 2 },
        "500" => new WahaError(500, "Internal server error"),
        _ => null,
    };

    private static Task NotWorkingAsync(HttpContext context, PhoneLine line, string status) => WireAnswer.JsonAsync(
        context,
        new JsonObject
        {
            ["error"] = "Session status is not as expected. Try again later or restart the session",
            ["session"] = WahaProvider.Session(line),
            ["status"] = status,
            ["expected"] = new JsonArray("WORKING"),
        },
        StatusCodes.Status422UnprocessableEntity);

    private Task AcceptAsync(HttpContext context, PhoneLine line, string kind, JsonObject body, string? fault)
    {
        var reader = new WahaMessageReader(line, library);
        if (reader.Read(kind, body) is not { } bubble)
        {
            return reader.Error!.WriteAsync(context);
        }

        // A reaction names its message only, which names the chat.
        string? chat = bubble.Target is null ? WireJson.Text(body["chatId"]) : bubble.Target.Split('_', 4) is { Length: >= 3 } parts ? parts[1] : null;
        if (WahaChat.Digits(chat) is not { } person || (bubble.Target is not null && network.Find(bubble.Target)?.Line != line.Key))
        {
            return new WahaError(422, "The chat or the message does not exist").WriteAsync(context);
        }

        string? asked = WireJson.Text(body["id"]);
        var message = new ChatMessage
        {
            Id = string.IsNullOrEmpty(asked) ? line.Provider.NewMessageId(person, fromPerson: false, bubble) : WahaChat.MessageId(person, fromPerson: false, WahaChat.Bare(asked)),
            Line = line.Key,
            Person = person,
            FromPerson = false,
            At = clock.GetUtcNow(),
            Bubble = bubble,
            Status = "pending",
            Quoted = Quoted(line, person, WireJson.Text(body["reply_to"])),
            FailureCode = fault == "undelivered" ? "-1" : null,
            Failure = fault == "undelivered" ? "WhatsApp refused it" : null,
        };
        network.Receive(line, message);
        if (fault == FaultQueue.Lost)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return WireAnswer.JsonAsync(context, payloads.Message(line, network.FindPerson(person), message), StatusCodes.Status201Created);
    }

    private string? Quoted(PhoneLine line, string person, string? asked) =>
        asked is null ? null : network.Chat(line, person).LastOrDefault(message => WahaChat.Bare(message.Id) == WahaChat.Bare(asked))?.Id;
}
