using System.Net;
using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

public sealed class InspectTests : EmulatorTest
{
    [Fact]
    public async Task Inspect_OfAMixedWebhook_ShowsEveryEventInOrder()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        byte[] body = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", "mixed.json"));

        JsonArray events = (await EmulatorHost.ReadAsync(await host.Client.PostAsync("/emulator/inspect/meta", new ByteArrayContent(body)))).AsArray();

        events.Should().HaveCount(3);
        JsonObject text = events[0]!.AsObject();
        text.Remove("raw");
        text.ToJsonString().Should().Be(new JsonObject
        {
            ["event"] = "message",
            ["id"] = "wamid.one",
            ["channel"] = "meta",
            ["account"] = "777000111",
            ["contact"] = "15550002222",
            ["sentAt"] = "2025-10-09T08:53:20Z",
            ["kind"] = "text",
            ["text"] = "Bonjour été",
        }.ToJsonString());
        ((string)events[1]!["kind"]!).Should().Be("choice");
        ((string)events[1]!["choiceId"]!).Should().Be("yes");
        ((string)events[2]!["event"]!).Should().Be("receipt");
        ((string)events[2]!["status"]!).Should().Be("delivered");
    }

    [Fact]
    public async Task Inspect_OfBrokenJson_IsOneUnknownEventWithItsBytes()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        JsonArray events = (await EmulatorHost.ReadAsync(await host.Client.PostAsync("/emulator/inspect/meta", new StringContent("{broken")))).AsArray();

        ((string)events.Single()!["event"]!).Should().Be("unknown");
        ((string)events.Single()!["raw"]!).Should().Be("{broken");
    }

    [Fact]
    public async Task Inspect_OfNewsAboutAPerson_NamesThePerson()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        byte[] body = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", "preference.json"));

        JsonArray events = (await EmulatorHost.ReadAsync(await host.Client.PostAsync("/emulator/inspect/meta", new ByteArrayContent(body)))).AsArray();

        ((string)events.Single()!["event"]!).Should().Be("account");
        ((string)events.Single()!["status"]!).Should().Be("stop");
        ((string?)events.Single()!["contact"]).Should().Be("15550002222");
    }

    [Fact]
    public async Task Inspect_OfAnUnknownChannel_Is404AndNamesTheKnownOnes()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        using HttpResponseMessage response = await host.Client.PostAsync("/emulator/inspect/pigeon", new StringContent("{}"));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).Should().Contain("meta");
    }
}
