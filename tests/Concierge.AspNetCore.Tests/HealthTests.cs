using System.Net;
using System.Text.Json;
using Concierge.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.AspNetCore.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Live_Always_Is200()
    {
        await using TestHost host = await TestHost.StartAsync();

        (await host.Client.GetStringAsync("/health/live")).Should().Be("{\"status\":\"live\"}");
    }

    [Fact]
    public async Task Ready_WithEveryComponentReady_Is200WithUptimeAndCounters()
    {
        await using TestHost host = await TestHost.StartAsync();
        await host.PostAsync(TestHost.TextMessage("wamid.1", "hello"));

        JsonElement health = JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement;

        health.GetProperty("status").GetString().Should().Be("ready");
        health.GetProperty("uptimeSeconds").GetInt64().Should().BeGreaterThanOrEqualTo(0);
        health.GetProperty("components").GetProperty("core").GetProperty("inputs").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task Ready_AfterWhatNobodyUnderstands_CountsIt()
    {
        await using TestHost host = await TestHost.StartAsync();
        await host.PostAsync("{\"entry\":[{\"changes\":"u8.ToArray());
        await host.PostAsync("{\"entry\":[{\"changes\":[{\"field\":\"brand_new\",\"value\":{}}]}]}"u8.ToArray());
        await host.PostAsync(TestHost.TextMessage("wamid.1", "hello"));

        JsonElement health = JsonDocument.Parse(await host.Client.GetStringAsync("/health/ready")).RootElement;

        health.GetProperty("components").GetProperty("core").GetProperty("notUnderstood").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task Ready_WithOneComponentDown_Is503AndNamesIt()
    {
        await using TestHost host = await TestHost.StartAsync(configure: services => services.AddSingleton<IHealthProbe, BrokenProbe>());

        HttpResponseMessage answer = await host.Client.GetAsync("/health/ready");

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        JsonElement broken = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("components").GetProperty("broken");
        broken.GetProperty("ready").GetBoolean().Should().BeFalse();
        broken.GetProperty("description").GetString().Should().Be("It is away.");
    }

    private sealed class BrokenProbe : IHealthProbe
    {
        public string Name => "broken";

        public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken) => new(new ComponentHealth(false, "It is away."));
    }
}
