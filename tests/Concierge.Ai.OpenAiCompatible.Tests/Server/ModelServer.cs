using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.OpenAiCompatible.Tests.Server;

/// <summary>A real HTTP server on the loopback interface that answers as told.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();

    private ModelServer(WebApplication app, RequestDelegate reply)
    {
        _app = app;
        Reply = reply;
    }

    public RequestDelegate Reply { get; set; }

    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    public static async Task<ModelServer> StartAsync(RequestDelegate reply)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new ModelServer(app, reply);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // A reply that hangs on purpose would hold a graceful stop.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _requests.Enqueue(new SeenRequest(
            context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        context.Request.Body = new MemoryStream(body.ToArray());
        await Reply(context);
    }
}
