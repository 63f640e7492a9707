using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Concierge.LoadTest.Servers;

/// <summary>Stands in for Meta's API on the generator's core: accepts every message at once.</summary>
internal sealed class ProviderStub : IAsyncDisposable
{
    public const string Address = "http://127.0.0.1:5399";

    private readonly WebApplication _app;
    private long _accepted;

    private ProviderStub(WebApplication app) => _app = app;

    /// <summary>Messages accepted so far.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    public static async Task<ProviderStub> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        WebApplication app = builder.Build();
        var stub = new ProviderStub(app);
        app.Run(stub.AnswerAsync);
        await app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        long number = Interlocked.Increment(ref _accepted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"messaging_product":"whatsapp","contacts":[{"input":"33600000000","wa_id":"33600000000"}],"messages":[{"id":"wamid.stub.{{number}}"}]}""");
    }
}
