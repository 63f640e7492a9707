using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

/// <summary>An error as the Graph API writes it.</summary>
internal sealed record GraphError(int Status, int Code, string Message, string Details)
{
    public bool IsTransient { get; init; }

    public int? RetryAfter { get; init; }

    public static GraphError Invalid(string details) => new(400, 131009, "Parameter value is not valid", details);

    public static GraphError Missing(string parameter) => new(400, 131008, "Required parameter is missing", $"The parameter {parameter} is required.");

    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        if (RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = $"(#{Code}) {Message}",
                ["type"] = "OAuthException",
                ["code"] = Code,
                ["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = Details },
                ["is_transient"] = IsTransient,
                ["fbtrace_id"] = "AEmulatorTrace",
            },
        };
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
