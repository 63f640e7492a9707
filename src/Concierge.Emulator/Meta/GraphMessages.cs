using System.Text.Json.Nodes;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

/// <summary><c>POST {phone-number-id}/messages</c>: messages, read receipts and the typing sign.</summary>
internal sealed class GraphMessages(PhoneLines lines, PhoneNetwork network, FaultQueue faults, MediaLibrary library, TimeProvider clock)
{
    public async Task SendAsync(HttpContext context)
    {
        (PhoneLine? line, GraphError? refused) = GraphAccess.Check(context, lines, candidate => HasNumber(candidate, context));
        if (line is null)
        {
            await refused!.WriteAsync(context);
            return;
        }

        if (!HasNumber(line, context))
        {
            await new GraphError(400, 100, "Unsupported post request", "There is no number with this id, or the token may not use it.").WriteAsync(context);
            return;
        }

        JsonObject? body = await WireAnswer.ReadObjectAsync(context);
        if (body is null)
        {
            await new GraphError(400, 100, "Invalid parameter", "The body is not a JSON object.").WriteAsync(context);
            return;
        }

        if (body["status"] is not null)
        {
            await MarkReadAsync(context, line, body);
            return;
        }

        FaultOrder? fault = faults.Take(line);
        if (fault is not null && fault.Fault != FaultQueue.Lost)
        {
            await FailAsync(context, fault);
            return;
        }

        await AcceptAsync(context, line, body, isLost: fault is not null);
    }

    public Task SubscribeAsync(HttpContext context) =>
        GraphAccess.Check(context, lines, static _ => true).Refused is { } refused
            ? refused.WriteAsync(context)
            : WireAnswer.JsonAsync(context, new JsonObject { ["success"] = true });

    private static bool HasNumber(PhoneLine line, HttpContext context) => (string?)context.Request.RouteValues["phone"] == line.Setting("PhoneNumberId");

    private Task MarkReadAsync(HttpContext context, PhoneLine line, JsonObject body)
    {
        string? id = WireJson.Text(body["message_id"]);
        if (WireJson.Text(body["status"]) != "read" || id is null || !network.MarkRead(line, id))
        {
            return new GraphError(400, 100, "Invalid parameter", "status is \"read\" and message_id is the id of a received message.").WriteAsync(context);
        }

        if (body["typing_indicator"] is not null)
        {
            network.ShowTyping(line, network.Find(id)!.Person);
        }

        return WireAnswer.JsonAsync(context, new JsonObject { ["success"] = true });
    }

    private async Task FailAsync(HttpContext context, FaultOrder fault)
    {
        if (fault.Fault == FaultQueue.Timeout)
        {
            await faults.HangAsync(context);
            return;
        }

        GraphError error = fault.Fault switch
        {
            "429" => new GraphError(429, 130429, "Rate limit hit", "Too many messages from this number in a short time.") { IsTransient = true, RetryAfter = fault.RetryAfter ?? 2 },
            "131047" => new GraphError(400, 131047, "Re-engagement message", "More than 24 hours have passed since the person last wrote."),
            "131056" => new GraphError(400, 131056, "Pair rate limit hit", "Too many messages to this person in a short time."),
            _ => new GraphError(500, 131000, "Something went wrong", "Message failed to send due to an unknown error.") { IsTransient = true },
        };
        await error.WriteAsync(context);
    }

    private Task AcceptAsync(HttpContext context, PhoneLine line, JsonObject body, bool isLost)
    {
        var reader = new GraphMessageReader(line, library);
        if (reader.Read(body) is not { } bubble)
        {
            return reader.Error!.WriteAsync(context);
        }

        string person = reader.Recipient;
        if (bubble.Kind != "template" && network.IsWindowClosed(line, person))
        {
            return new GraphError(400, 131047, "Re-engagement message", "More than 24 hours have passed since the person last wrote. Send a template.").WriteAsync(context);
        }

        var message = new ChatMessage
        {
            Id = line.Provider.NewMessageId(person, fromPerson: false, bubble),
            Line = line.Key,
            Person = person,
            FromPerson = false,
            At = clock.GetUtcNow(),
            Bubble = bubble,
            Status = "pending",
            Quoted = WireJson.Text(body["context"]?["message_id"]),
            Correlation = WireJson.Text(body["biz_opaque_callback_data"]),
        };
        network.Receive(line, message);
        if (isLost)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return WireAnswer.JsonAsync(context, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = WireJson.Text(body["to"] ?? body["recipient"]), ["wa_id"] = person }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Id }),
        });
    }
}
