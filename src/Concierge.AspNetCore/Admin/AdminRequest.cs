using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Concierge.AspNetCore.Admin;

/// <summary>Reads what a call asks for.</summary>
internal static class AdminRequest
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;
    private const int MaxBody = 64 * 1024;

    public static int Limit(HttpContext context) =>
        int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
            ? Math.Clamp(limit, 1, MaxLimit)
            : DefaultLimit;

    public static long? Before(HttpContext context) =>
        long.TryParse(context.Request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out long before) ? before : null;

    public static DateTimeOffset? Time(HttpContext context, string name) =>
        DateTimeOffset.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    public static ConversationId Conversation(HttpContext context) => new((string)context.Request.RouteValues["id"]!);

    /// <summary>The body; null when it is no JSON object or too long.</summary>
    public static async ValueTask<JsonElement?> ObjectAsync(HttpContext context)
    {
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody)
            {
                return null;
            }
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body's string members that are asked for; null when the body is not a JSON object.</summary>
    public static async ValueTask<Dictionary<string, string>?> BodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength is 0 || (context.Request.ContentLength is null && !context.Request.Headers.ContainsKey("Transfer-Encoding")))
        {
            return [];
        }

        if (context.Request.ContentLength > MaxBody)
        {
            return null;
        }

        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? null
                : document.RootElement.EnumerateObject()
                    .Where(member => member.Value.ValueKind == JsonValueKind.String)
                    .GroupBy(member => member.Name)
                    .ToDictionary(group => group.Key, group => group.Last().Value.GetString()!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
