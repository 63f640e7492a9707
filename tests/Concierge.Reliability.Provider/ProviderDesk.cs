using Concierge.Reliability.Tests.Rig;

namespace Concierge.Reliability.Provider;

/// <summary>Takes the rig's commands: which faults the provider plays, and when people write.</summary>
internal sealed class ProviderDesk(Uri host, Ledger ledger, FakeProvider provider, StatusPoster statuses) : IAsyncDisposable
{
    private LoadGenerator? _load;

    private LoadGenerator Load => _load ?? throw new InvalidOperationException("Nobody writes: start the load first.");

    public void Map(WebApplication app)
    {
        app.Use(TellAsync);
        app.MapPut("/script", async (HttpContext context) => Play((await context.Request.ReadFromJsonAsync<ProviderScript>(ProviderScript.Json))!));
        app.MapPut("/load", async (HttpContext context) => Begin((await context.Request.ReadFromJsonAsync<LoadOptions>(ProviderScript.Json))!));
        app.MapPost("/load/end", () => Load.EndAsync(Timeout.InfiniteTimeSpan));
        app.MapPost("/load/completion", () => Load.Completion);
        app.MapGet("/receipts/pending", () => statuses.Pending);
    }

    public async ValueTask DisposeAsync()
    {
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }
    }

    /// <summary>What went wrong here is told to the one who asked: nobody reads this process's log.</summary>
    private static async Task TellAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync(failure.ToString());
        }
    }

    private void Begin(LoadOptions options) => _load = new LoadGenerator(host, ledger, options);

    private void Play(ProviderScript script)
    {
        provider.Latency = script.Latency;
        provider.Script = request => script.AnswerTo(request.Number);
    }
}
