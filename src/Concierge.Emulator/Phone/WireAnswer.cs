using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Phone;

/// <summary>Reads and writes what the providers' APIs exchange.</summary>
internal static class WireAnswer
{
    public static Task JsonAsync(HttpContext context, JsonNode body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    public static Task FileAsync(HttpContext context, StoredMedia media)
    {
        context.Response.ContentType = media.MimeType;
        context.Response.ContentLength = media.Content.Length;

        // A file that somebody sent must not become a page of this host.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return context.Response.Body.WriteAsync(media.Content, context.RequestAborted).AsTask();
    }

    /// <summary>The body as an object; null when it is none, which the caller answers as its provider does.</summary>
    public static async Task<JsonObject?> ReadObjectAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            // Answered as the provider answers it.
            return null;
        }
    }
}
