using System.Text.Json.Nodes;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Waha.Tests;

/// <summary>The code of docs/channels/waha.md.</summary>
public sealed class DocsSnippets
{
    [Fact]
    public async Task Registration_AsDocumented_SetsTheWebhook()
    {
        await using var waha = new ProviderStub();
        waha.Reply = static request => request.Method == "GET" ? new StubReply(404, "{}") : new StubReply(201, "{}");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Concierge:Waha:ApiBaseUrl"] = waha.Address.AbsoluteUri,
            ["Concierge:Waha:ApiKey"] = TestHost.ApiKey,
            ["Concierge:Waha:WebhookSecret"] = TestHost.WebhookSecret,
        }).Build());

        #region host
        services.AddConcierge()
            .AddWaha()
            .UseInMemory()
            .AddService("hello", s => s.Default().Answer("Hello! I am here day and night."));
        #endregion

        await using ServiceProvider provider = services.BuildServiceProvider();
        var told = new StringWriter();
        #region register
        var journey = provider.GetRequiredService<ConciergeJourney>();
        foreach (IChannel channel in journey.Channels.Where(channel => channel.Account.Channel == "waha"))
        {
            var address = new Uri("http://host.docker.internal:5000/webhooks/waha");
            foreach (string line in await ((IWebhookRegistrar)channel).RegisterAsync(address, CancellationToken.None))
            {
                told.WriteLine(line);
            }
        }
        #endregion

        told.ToString().Should().Contain("was created");
        JsonNode.Parse(waha.Requests.Last().Text)!["config"]!["webhooks"]![0]!["url"]!.GetValue<string>().Should().Be("http://host.docker.internal:5000/webhooks/waha");
    }
}
