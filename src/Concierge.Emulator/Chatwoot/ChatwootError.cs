using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Chatwoot;

/// <summary>An error as Chatwoot writes it.</summary>
internal sealed record ChatwootError(int Status, string Message)
{
    public int? RetryAfter { get; init; }

    public static ChatwootError Unauthorized { get; } = new(401, "Invalid Access Token");

    public static ChatwootError NotFound { get; } = new(404, "Resource could not be found");

    public Task WriteAsync(HttpContext context)
    {
        if (RetryAfter is not { } seconds)
        {
            return WireAnswer.JsonAsync(context, new JsonObject { ["error"] = Message }, Status);
        }

        // The throttle stands before the application and answers in plain text.
        context.Response.StatusCode = Status;
        context.Response.ContentType = "text/plain";
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(Message, context.RequestAborted);
    }
}
