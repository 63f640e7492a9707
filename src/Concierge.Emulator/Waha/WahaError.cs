using System.Globalization;
using System.Text.Json.Nodes;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Waha;

/// <summary>An error as WAHA writes it.</summary>
internal sealed record WahaError(int Status, string Message)
{
    public int? RetryAfter { get; init; }

    public static WahaError Unauthorized { get; } = new(401, "Unauthorized");

    public static WahaError NotFound { get; } = new(404, "Not Found");

    public Task WriteAsync(HttpContext context)
    {
        if (RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return WireAnswer.JsonAsync(context, new JsonObject { ["message"] = Message, ["statusCode"] = Status }, Status);
    }
}
