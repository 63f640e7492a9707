using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Twilio;

/// <summary>An error as Twilio's APIs write it.</summary>
internal sealed record TwilioError(int Status, int Code, string Message)
{
    public int? RetryAfter { get; init; }

    public static TwilioError Unauthorized { get; } = new(401, 20003, "Authenticate");

    public static TwilioError NotFound { get; } = new(404, 20404, "The requested resource was not found");

    public Task WriteAsync(HttpContext context)
    {
        if (RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new JsonObject
        {
            ["code"] = Code,
            ["message"] = Message,
            ["more_info"] = string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/errors/{Code}"),
            ["status"] = Status,
        };
        return WireAnswer.JsonAsync(context, body, Status);
    }
}
