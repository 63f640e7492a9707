using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concierge.Emulator.Api;

/// <summary>The page itself: a few files inside this assembly. Nothing is loaded from elsewhere.</summary>
internal static class PageAssets
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; media-src 'self' https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/", "index.html", "text/html; charset=utf-8");
        Map(endpoints, "/app.css", "app.css", "text/css; charset=utf-8");
        Map(endpoints, "/app.js", "app.js", "text/javascript; charset=utf-8");
        Map(endpoints, "/bubbles.js", "bubbles.js", "text/javascript; charset=utf-8");
        Map(endpoints, "/operator.js", "operator.js", "text/javascript; charset=utf-8");
        Map(endpoints, "/helpdesk.js", "helpdesk.js", "text/javascript; charset=utf-8");
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, string resource, string contentType)
    {
        byte[] content = Read(resource);
        endpoints.MapGet(path, context =>
        {
            context.Response.ContentType = contentType;
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
        });
    }

    private static byte[] Read(string resource)
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing from the emulator's assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
