using Concierge.Channels;
using Concierge.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>The way from a signed webhook to the store's file within the test's own process, on a day of its choice. Nothing is handled.</summary>
internal static class InProcess
{
    public static async Task<ServiceProvider> OpenAsync(string folder, DateTimeOffset now)
    {
        HostSettings settings = HostSettings.For("unused", new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:1"), folder);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Environment.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddSingleton<TimeProvider>(new StandingClock(now));
        services.AddConcierge().AddMeta().UseSqlite().AddService("none", service => service.Default(), _ => default);
        ServiceProvider provider = services.BuildServiceProvider();
        foreach (IStoreInitializer store in provider.GetServices<IStoreInitializer>())
        {
            await store.InitializeAsync(default);
        }

        return provider;
    }

    /// <summary>The status of the answer.</summary>
    public static async Task<int> AcceptAsync(ConciergeJourney journey, byte[] body)
    {
        string signature = MetaPayload.Sign(body);
        var request = new WebhookRequest("POST", "/webhooks/meta", name => name == MetaPayload.SignatureHeader ? signature : default, body);
        return (await journey.AcceptAsync(journey.FindChannel("meta", null)!, request, default)).StatusCode;
    }
}
