using Concierge.Reliability.Tests.Rig;

namespace Concierge.Reliability.Provider;

/// <summary>Takes the rig's commands: which faults the provider plays, and when people write.</summary>
internal sealed class ProviderDesk(Uri host, Ledger ledger, FakeProvider provider, StatusPoster statuses) : IAsyncDisposable
{
    private LoadGenerator? _load;

    private LoadGenerator Load => _load ?? throw new InvalidOperationException("Nobody writes: start the load first.");

    public void Map(WebApplication app)
    {
        app.MapPut("/script", async (HttpContext context) => Play((await context.Request.ReadFromJsonAsync<ProviderScript>(ProviderScript.Json))!));
        app.MapPut("/load", async (HttpContext context) => _load = new LoadGenerator(host, ledger, (await context.Request.ReadFromJsonAsync<LoadOptions>(ProviderScript.Json))!));
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

    private void Play(ProviderScript script)
    {
        provider.Latency = script.Latency;
        provider.Script = request => script.AnswerTo(request.Number);
    }
}
