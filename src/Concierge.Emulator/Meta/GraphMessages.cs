using System.Text.Json;
using System.Text.Json.Nodes;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Meta;

/// <summary><c>POST {phone-number-id}/messages</c>: messages, read receipts and the typing sign.</summary>
internal sealed class GraphMessages(GraphSettings settings, PhoneNetwork network, FaultQueue faults, MediaLibrary library, IServiceProvider services, TimeProvider clock)
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ServiceWindow = TimeSpan.FromHours(24);
    private readonly Lazy<MetaProvider> _provider = new(() => services.GetServices<IEmulatedProvider>().OfType<MetaProvider>().Single());

    public async Task SendAsync(HttpContext context)
    {
        if (GraphAccess.Check(context, settings) is { } refused)
        {
            await refused.WriteAsync(context);
            return;
        }

        if ((string?)context.Request.RouteValues["phone"] != settings.PhoneNumberId)
        {
            await new GraphError(400, 100, "Unsupported post request", "There is no number with this id, or the token may not use it.").WriteAsync(context);
            return;
        }

        JsonObject? body = await ReadAsync(context);
        if (body is null)
        {
            await new GraphError(400, 100, "Invalid parameter", "The body is not a JSON object.").WriteAsync(context);
            return;
        }

        if (body["status"] is not null)
        {
            await MarkReadAsync(context, body);
            return;
        }

        FaultOrder? fault = faults.Take();
        if (fault is not null && fault.Fault != "lost")
        {
            await FailAsync(context, fault);
            return;
        }

        await AcceptAsync(context, body, isLost: fault is not null);
    }

    public Task SubscribeAsync(HttpContext context) =>
        GraphAccess.Check(context, settings) is { } refused
            ? refused.WriteAsync(context)
            : GraphAnswer.WriteAsync(context, new JsonObject { ["success"] = true });

    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            // Answered as Meta answers it.
            return null;
        }
    }

    private Task MarkReadAsync(HttpContext context, JsonObject body)
    {
        string? id = GraphJson.Text(body["message_id"]);
        if (GraphJson.Text(body["status"]) != "read" || id is null || !network.MarkRead(id))
        {
            return new GraphError(400, 100, "Invalid parameter", "status is \"read\" and message_id is the id of a received message.").WriteAsync(context);
        }

        if (body["typing_indicator"] is not null)
        {
            network.ShowTyping(id);
        }

        return GraphAnswer.WriteAsync(context, new JsonObject { ["success"] = true });
    }

    private async Task FailAsync(HttpContext context, FaultOrder fault)
    {
        if (fault.Fault == "timeout")
        {
            await Task.Delay(Hang, clock, context.RequestAborted);
            context.Abort();
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

    private Task AcceptAsync(HttpContext context, JsonObject body, bool isLost)
    {
        var reader = new GraphMessageReader(library);
        if (reader.Read(body) is not { } bubble)
        {
            return reader.Error!.WriteAsync(context);
        }

        string person = reader.Recipient;
        if (bubble.Kind != "template" && IsWindowClosed(person))
        {
            return new GraphError(400, 131047, "Re-engagement message", "More than 24 hours have passed since the person last wrote. Send a template.").WriteAsync(context);
        }

        var message = new ChatMessage
        {
            Id = _provider.Value.NewMessageId(),
            Person = person,
            FromPerson = false,
            At = clock.GetUtcNow(),
            Bubble = bubble,
            Status = "pending",
            Quoted = GraphJson.Text(body["context"]?["message_id"]),
        };
        network.Receive(_provider.Value, message, GraphJson.Text(body["biz_opaque_callback_data"]));
        if (isLost)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return GraphAnswer.WriteAsync(context, new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = GraphJson.Text(body["to"] ?? body["recipient"]), ["wa_id"] = person }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = message.Id }),
        });
    }

    private bool IsWindowClosed(string person) => network.LastFromPerson(person) is not { } last || clock.GetUtcNow() - last > ServiceWindow;
}
