using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Meta;

internal static class GraphAnswer
{
    public static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
