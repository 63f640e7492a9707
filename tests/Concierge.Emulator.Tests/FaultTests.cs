using System.Text.Json.Nodes;
using Concierge.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

public sealed class FaultTests : EmulatorTest
{
    private static readonly string[] Channels = ["meta", "twilio", "waha", "chatwoot"];

    [Fact]
    public async Task Throttling_OnEveryLine_DelaysTheAnswerAndLosesNothing()
    {
        await using EmulatorHost host = await StartAsync();
        foreach (string channel in Channels)
        {
            (await host.OrderFaultAsync("429", line: channel)).IsSuccessStatusCode.Should().BeTrue();
            await host.TypeAsync("hello", channel);
        }

        foreach (string channel in Channels)
        {
            (await new TestPhone(host, channel).AnswerAsync()).Should().Be("1: hello", channel);
        }

        (await host.StateAsync())["faults"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("twilio", "63016")]
    [InlineData("twilio", "63018")]
    [InlineData("waha", "undelivered")]
    [InlineData("chatwoot", "131047")]
    public async Task Refusal_ThatComesLater_ShowsOnThePhoneAndInTheTranscript(string channel, string fault)
    {
        await using EmulatorHost host = await StartAsync();
        await host.OrderFaultAsync(fault, line: channel);
        await host.TypeAsync("hello", channel);

        List<JsonNode> answers = await host.UntilAsync(fromPerson: false, static messages => messages.Exists(static message => (string)message["status"]! == "failed"), channel);

        ((string?)answers.Single()["failure"]).Should().NotBeNullOrEmpty();
        var desk = new TestDesk(host);
        await TestDesk.UntilAsync(async () => (await desk.TranscriptAsync(channel)).Any(static entry => string.Equals((string?)entry!["status"], "failed", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("meta")]
    [InlineData("waha")]
    [InlineData("chatwoot")]
    public async Task Webhook_Registered_IsTakenByTheProvider(string channel)
    {
        await using EmulatorHost host = await StartAsync();
        var registrar = (IWebhookRegistrar)host.Services.GetRequiredService<ConciergeJourney>().FindChannel(channel, null)!;
        var address = new Uri($"https://bot.example.com/webhooks/{channel}");

        IReadOnlyList<string> first = await registrar.RegisterAsync(address, CancellationToken.None);
        IReadOnlyList<string> second = await registrar.RegisterAsync(address, CancellationToken.None);

        first.Should().NotBeEmpty();
        second.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Fault_OfAnotherProvider_IsRefusedAndTheKnownOnesAreNamed()
    {
        await using EmulatorHost host = await StartAsync();

        using HttpResponseMessage response = await host.OrderFaultAsync("63016", line: "waha");

        response.IsSuccessStatusCode.Should().BeFalse();
        (await response.Content.ReadAsStringAsync()).Should().Contain("undelivered").And.NotContain("131056");
    }

    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(Folder, new HostSetup
    {
        Channels = Channels,
        Services = static concierge => ConversationBot.Add(concierge, static () => null),
    });
}
