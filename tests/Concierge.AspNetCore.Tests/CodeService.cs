using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.AspNetCore.Tests;

/// <summary>A web service that knows one code.</summary>
internal sealed class CodeService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CodeService(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<string> Subjects { get; } = [];

    public string Address { get; private set; } = string.Empty;

    public static async Task<CodeService> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        var service = new CodeService(app);
        app.MapPost("/check", service.CheckAsync);
        await app.StartAsync();
        service.Address = $"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/check";
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CheckAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        string code = body.RootElement.GetProperty("code").GetString()!;
        Asked.Enqueue(code);
        if (context.Request.Headers.Authorization != "Bearer s3cret" || body.RootElement.GetProperty("service").GetString() != "asks")
        {
            context.Response.StatusCode = 401;
            return;
        }

        context.Response.StatusCode = code switch
        {
            "wrong" => 404,
            "away" => 503,
            _ => 200,
        };
        if (context.Response.StatusCode == 200)
        {
            await context.Response.WriteAsync(code == "right" ? """{ "valid": true, "subject": "family 7" }""" : """{ "ok": 1 }""");
        }
    }
}
