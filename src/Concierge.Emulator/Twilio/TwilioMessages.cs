using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Api;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>The messages resource, and the typing sign.</summary>
internal sealed class TwilioMessages(PhoneLines lines, PhoneNetwork network, FaultQueue faults, TwilioContents contents, TimeProvider clock)
{
    public async Task SendAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        if (opened.Count == 0)
        {
            await TwilioError.Unauthorized.WriteAsync(context);
            return;
        }

        IFormCollection form = await TwilioForm.ReadAsync(context);
        if (FindSender(opened, form) is not { } line)
        {
            await new TwilioError(400, 63007, "Twilio could not find a Channel with the specified From address").WriteAsync(context);
            return;
        }

        FaultOrder? fault = faults.Take(line);
        if (fault?.Fault == FaultQueue.Timeout)
        {
            await faults.HangAsync(context);
        }
        else if (fault is not null && Refusal(fault) is { } refusal)
        {
            await refusal.WriteAsync(context);
        }
        else
        {
            await AcceptAsync(context, line, form, fault?.Fault);
        }
    }

    /// <summary>The newest messages to a number, for hosts that want to know what became of a send.</summary>
    public Task ListAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        if (opened.Count == 0)
        {
            return TwilioError.Unauthorized.WriteAsync(context);
        }

        string? to = TwilioAddress.Digits(context.Request.Query["To"]);
        IEnumerable<ChatMessage> messages = to is null ? [] : opened.SelectMany(line => network.Chat(line, to)).Where(static message => !message.FromPerson).OrderByDescending(static message => message.At);
        return WireAnswer.JsonAsync(context, new JsonObject { ["messages"] = new JsonArray([.. messages.Take(50).Select(message => Resource(message, opened))]) });
    }

    public Task ShowAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        return opened.Count == 0 ? TwilioError.Unauthorized.WriteAsync(context)
            : network.Find((string)context.Request.RouteValues["message"]!) is { } message && opened.Any(line => line.Key == message.Line) ? WireAnswer.JsonAsync(context, Resource(message, opened))
            : TwilioError.NotFound.WriteAsync(context);
    }

    public async Task ShowTypingAsync(HttpContext context)
    {
        IReadOnlyList<PhoneLine> opened = TwilioAccess.Find(context, lines);
        IFormCollection form = await TwilioForm.ReadAsync(context);
        ChatMessage? message = network.Find(form["messageId"].ToString());
        if (opened.Count == 0)
        {
            await TwilioError.Unauthorized.WriteAsync(context);
        }
        else if (form["channel"] != "whatsapp" || opened.FirstOrDefault(candidate => candidate.Key == message?.Line) is not { } line || !network.MarkRead(line, message!.Id))
        {
            await TwilioError.NotFound.WriteAsync(context);
        }
        else
        {
            network.ShowTyping(line, message.Person);
            await WireAnswer.JsonAsync(context, new JsonObject { ["success"] = true });
        }
    }

    private static PhoneLine? FindSender(IReadOnlyList<PhoneLine> opened, IFormCollection form)
    {
        string? from = TwilioAddress.Digits(form["From"]);
        string service = form["MessagingServiceSid"].ToString();
        return opened.FirstOrDefault(line => from is not null ? TwilioAddress.Own(line) == from : service.Length > 0 && line.Setting("MessagingServiceSid") == service);
    }

    private static TwilioError? Refusal(FaultOrder fault) => fault.Fault switch
    {
        "429" => new TwilioError(429, 20429, "Too Many Requests") { RetryAfter = fault.RetryAfter ?? 2 },
        "21610" => new TwilioError(400, 21610, "Attempt to send to unsubscribed recipient"),
        "21655" => new TwilioError(400, 21655, "The ContentSid is invalid"),
        "500" => new TwilioError(500, 20500, "An internal server error has occurred"),
        _ => null,
    };

    private static (string? Code, string? Words) Failure(string? fault, bool isWindowClosed) => fault switch
    {
        "63018" => ("63018", "Rate limit exceeded for channel"),
        "63016" => ("63016", "Failed to send freeform message because you are outside the allowed window"),
        _ when isWindowClosed => ("63016", "Failed to send freeform message because you are outside the allowed window"),
        _ => (null, null),
    };

    private static JsonObject Resource(ChatMessage message, IReadOnlyList<PhoneLine> opened)
    {
        PhoneLine line = opened.First(candidate => candidate.Key == message.Line);
        string account = line.Setting("AccountSid");
        string path = $"/2010-04-01/Accounts/{account}/Messages/{message.Id}";
        string at = message.At.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["sid"] = message.Id,
            ["account_sid"] = account,
            ["messaging_service_sid"] = line.Setting("MessagingServiceSid") is { Length: > 0 } service ? service : null,
            ["from"] = TwilioAddress.Own(line) is { Length: > 0 } own ? TwilioAddress.Of(own) : null,
            ["to"] = TwilioAddress.Of(message.Person),
            ["body"] = message.Bubble.Text ?? string.Empty,
            ["status"] = message.Status == "pending" ? "queued" : message.Status,
            ["num_media"] = message.Bubble.MediaUrl is null ? "0" : "1",
            ["num_segments"] = "1",
            ["direction"] = "outbound-api",
            ["error_code"] = message.FailureCode is null ? null : int.Parse(message.FailureCode, CultureInfo.InvariantCulture),
            ["error_message"] = message.Failure,
            ["price"] = null,
            ["price_unit"] = null,
            ["date_created"] = at,
            ["date_updated"] = at,
            ["date_sent"] = null,
            ["api_version"] = "2010-04-01",
            ["uri"] = path + ".json",
            ["subresource_uris"] = new JsonObject { ["media"] = path + "/Media.json" },
        };
    }

    private Task AcceptAsync(HttpContext context, PhoneLine line, IFormCollection form, string? fault)
    {
        var reader = new TwilioMessageReader(line, contents);
        if (reader.Read(form) is not { } bubble)
        {
            return reader.Error!.WriteAsync(context);
        }

        (string? code, string? words) = Failure(fault, !reader.IsTemplate && network.IsWindowClosed(line, reader.Recipient));
        var message = new ChatMessage
        {
            Id = line.Provider.NewMessageId(reader.Recipient, fromPerson: false, bubble),
            Line = line.Key,
            Person = reader.Recipient,
            FromPerson = false,
            At = clock.GetUtcNow(),
            Bubble = bubble,
            Status = "pending",
            Correlation = form["StatusCallback"].ToString() is { Length: > 0 } callback ? callback : null,
            FailureCode = code,
            Failure = words,
        };
        network.Receive(line, message);
        if (fault == FaultQueue.Lost)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return WireAnswer.JsonAsync(context, Resource(message, [line]), StatusCodes.Status201Created);
    }
}
