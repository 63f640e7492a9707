using Concierge.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.Channels.Tests.Rig;

/// <summary>A real host on a real socket with two accounts of each provider and the in-memory store.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private BotHost(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public IServiceProvider Services => _app.Services;

    public static async Task<BotHost> StartAsync(
        IReadOnlyList<Provider> providers, Func<TurnContext, ValueTask> answer, Dictionary<string, string?>? settings = null, Action<IConciergeBuilder>? addStore = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var values = new Dictionary<string, string?>
        {
            ["Concierge:PublicBaseUrl"] = Provider.Origin,
            ["Concierge:Outbox:FirstRetryDelay"] = "00:00:00.05",
            ["Concierge:Outbox:ReconcileWait"] = "00:00:00.2",
        };
        foreach (Provider provider in providers)
        {
            foreach (int account in (int[])[1, 2])
            {
                foreach ((string key, string? value) in provider.Settings(account))
                {
                    values[provider.Section(account) + key] = value;
                }
            }
        }

        foreach ((string key, string? value) in settings ?? [])
        {
            values[key] = value;
        }

        builder.Configuration.AddInMemoryCollection(values);
        IConciergeBuilder concierge = builder.Services.AddConcierge().AddService("answer", service => service.Default(), answer);
        (addStore ?? (static store => store.UseInMemory()))(concierge);
        foreach (Provider provider in providers)
        {
            _ = provider switch
            {
                MetaProvider => concierge.AddMeta(),
                TwilioProvider => concierge.AddTwilio(),
                WahaProvider => concierge.AddWaha(),
                _ => concierge.AddChatwoot(),
            };
        }

        WebApplication app = builder.Build();
        app.MapConcierge();
        await app.StartAsync();
        return new BotHost(app);
    }

    /// <summary>Changes settings of the running host.</summary>
    public void Set(string key, string? value)
    {
        _app.Configuration[key] = value;
        ((IConfigurationRoot)_app.Configuration).Reload();
    }

    public Task<int> PostAsync(Provider provider, int account, byte[] body) => PostAsync(provider.Path(account), body, provider.Sign(body, account));

    public async Task<int> PostAsync(string path, byte[] body, params (string Header, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        foreach ((string header, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using HttpResponseMessage answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public async Task<int> GetAsync(string target, params (string Header, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        foreach ((string header, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using HttpResponseMessage answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>The lines of a person's conversation, or of the account's where nobody is named; oldest first.</summary>
    public async Task<IReadOnlyList<TranscriptEntry>> TranscriptAsync(Provider provider, int account, ContactAddress? person)
    {
        var key = new AccountKey(provider.Channel, provider.Name(account));
        ConversationId? conversation = person is null
            ? ConversationId.ForAccount(key)
            : await Services.GetRequiredService<IContactDirectory>().FindAsync(key, [person], default);
        return conversation is null ? [] : [.. (await Services.GetRequiredService<ITranscriptStore>().ReadAsync(conversation.Value, null, 100, default)).Reverse()];
    }

    /// <summary>Waits until every message was handled and every reply sent.</summary>
    public Task UntilRestAsync() => UntilAsync(async () => await Services.GetRequiredService<IMailbox>().CountAsync(default) == 0
        && (await Services.GetRequiredService<IConversationStore>().ListAsync(null, 1000, default)).All(static conversation => conversation.Owed == 0));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
