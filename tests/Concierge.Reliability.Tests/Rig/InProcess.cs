using Concierge.Channels;
using Concierge.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Reliability.Tests.Rig;

/// <summary>The way from a signed webhook to the store within the test's own process, with its own clock. Nothing is handled.</summary>
internal static class InProcess
{
    public static async Task<ServiceProvider> OpenAsync(string folder, TimeProvider clock, Action<IConciergeBuilder> useStore)
    {
        HostSettings settings = HostSettings.For("unused", new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:1"), folder);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Environment.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddSingleton(clock);
        IConciergeBuilder concierge = services.AddConcierge().AddMeta().AddService("none", service => service.Default(), _ => default);
        useStore(concierge);
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
