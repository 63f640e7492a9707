using System.Net.Http.Headers;
using Concierge.Emulator.Phone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Concierge.Emulator.Api;

/// <summary>Passes the operator pane's calls on to the host's admin API, so that its key never gets into the browser.</summary>
internal sealed class OperatorProxy(IConfiguration configuration, IServiceProvider services)
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    public void Map(IEndpointRouteBuilder endpoints)
    {
        RequestDelegate forward = SameOrigin.Only(ForwardAsync);
        endpoints.MapGet("/api/operator/{**path}", forward);
        endpoints.MapPost("/api/operator/{**path}", forward);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        string? key = configuration["Concierge:AdminApi:Key"];
        if (string.IsNullOrEmpty(key) || HostAddress.Actual(services) is not { } host)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        string path = $"/concierge/api/{context.Request.RouteValues["path"]}{context.Request.QueryString}";
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(host, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using HttpResponseMessage response = await Client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
