using Microsoft.AspNetCore.Http;

namespace Concierge.Emulator.Api;

/// <summary>Keeps other sites, open in the developer's browser, from using the emulator.</summary>
internal static class SameOrigin
{
    public static RequestDelegate Only(RequestDelegate next) => context =>
    {
        string? site = context.Request.Headers["Sec-Fetch-Site"];
        string? origin = context.Request.Headers.Origin;
        bool isOwn = site is null or "same-origin" or "none"
            && (string.IsNullOrEmpty(origin) || origin == $"{context.Request.Scheme}://{context.Request.Host}");
        if (isOwn)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    };
}
