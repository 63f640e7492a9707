using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

public sealed class WahaApiTests : EmulatorTest
{
    private const string Chat = $"{EmulatorHost.Person}@c.us";

    [Fact]
    public async Task Call_WithAWrongKeyOrSession_IsRefused()
    {
        await using EmulatorHost host = await StartAsync();

        (await host.CallAsync(HttpMethod.Get, "waha/api/sessions/default", ("X-Api-Key", "wrong"))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(host, HttpMethod.Get, "api/sessions/other")).Status.Should().Be(HttpStatusCode.NotFound);
        ((string)(await CallAsync(host, HttpMethod.Get, "api/sessions/default")).Body!["status"]!).Should().Be("WORKING");
    }

    [Fact]
    public async Task Send_TwiceWithOneId_ArrivesOnceAndCanBeLookedUp()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");
        string id = (string)(await CallAsync(host, HttpMethod.Get, "api/default/new-message-id")).Body!["id"]!;

        JsonNode first = (await TextAsync(host, "hi", id)).Body!;
        JsonNode second = (await TextAsync(host, "hi", id)).Body!;

        ((string)first["id"]!).Should().Be($"true_{Chat}_{id}").And.Be((string)second["id"]!);
        JsonArray listed = (await CallAsync(host, HttpMethod.Get, $"api/default/chats/{Uri.EscapeDataString(Chat)}/messages?limit=10")).Body!.AsArray();
        listed.Select(static message => (string?)message!["body"]).Should().Equal("hi", "hello");
        ((string)(await CallAsync(host, HttpMethod.Get, $"api/default/chats/{Uri.EscapeDataString(Chat)}/messages/{Uri.EscapeDataString((string)first["id"]!)}")).Body!["body"]!).Should().Be("hi");
        (await CallAsync(host, HttpMethod.Get, $"api/default/chats/{Uri.EscapeDataString(Chat)}/messages/none")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Send_WhileTheSessionIsStopped_Is422ThatSaysSo()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");

        (await CallAsync(host, HttpMethod.Post, "api/sessions/default/stop")).Status.Should().Be(HttpStatusCode.Created);
        (HttpStatusCode status, JsonNode? body, _) = await TextAsync(host, "hi", null);
        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        ((string)body!["status"]!).Should().Be("STOPPED");
        (await CallAsync(host, HttpMethod.Post, "api/sessions/default/restart")).Status.Should().Be(HttpStatusCode.Created);
        (await TextAsync(host, "hi", null)).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Poll_Voted_ReachesTheBotAsAChoice()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder, new HostSetup { Channels = ["waha"], Services = static concierge => ConversationBot.Add(concierge, static () => null) });
        var phone = new TestPhone(host, "waha");
        await phone.SayAsync("hello");
        await phone.AnswersAsync();

        await CallAsync(host, HttpMethod.Post, "api/sendPoll", new JsonObject { ["session"] = "default", ["chatId"] = Chat, ["poll"] = new JsonObject { ["name"] = "Which?", ["options"] = new JsonArray("One", "Two") } });
        JsonNode poll = (await phone.AnswersAsync()).Single();
        await phone.DoAsync(new JsonObject { ["kind"] = "choice", ["choiceId"] = "Two", ["text"] = "Two" }, (string)poll["id"]!);

        (await phone.AnswerAsync()).Should().Be("You chose Two");
    }

    [Theory]
    [InlineData("session", 422)]
    [InlineData("501", 501)]
    [InlineData("429", 429)]
    [InlineData("500", 500)]
    public async Task Fault_Ordered_IsWhatTheNextSendGets(string fault, int status)
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");
        await host.OrderFaultAsync(fault);

        ((int)(await TextAsync(host, "one", null)).Status).Should().Be(status);
        (await TextAsync(host, "two", null)).Status.Should().Be(HttpStatusCode.Created);
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)> CallAsync(EmulatorHost host, HttpMethod method, string path, JsonNode? body = null) =>
        host.CallAsync(method, $"waha/{path}", ("X-Api-Key", host.Setting("Waha:ApiKey")), body is null ? null : EmulatorHost.Json(body));

    private static Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)> TextAsync(EmulatorHost host, string text, string? id) =>
        CallAsync(host, HttpMethod.Post, "api/sendText", new JsonObject { ["session"] = "default", ["chatId"] = Chat, ["text"] = text, ["id"] = id });

    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(Folder, new HostSetup { Channels = ["waha"], Services = static concierge => concierge.AddService("mute", static service => service.Default(), static _ => ValueTask.CompletedTask) });
}
