using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

public sealed class GraphTests : EmulatorTest
{
    [Fact]
    public async Task Send_WithAWrongToken_Is190()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        using HttpResponseMessage response = await host.GraphAsync(Text("hi"), token: "wrong");

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await CodeAsync(response)).Should().Be(190);
    }

    [Fact]
    public async Task Send_ToSomebodyWhoNeverWrote_Is131047()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        (await CodeAsync(await host.GraphAsync(Text("hi")))).Should().Be(131047);
    }

    [Fact]
    public async Task Send_BeyondADocumentedLimit_Is131009()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        (await CodeAsync(await host.GraphAsync(Text(new string('x', 4097))))).Should().Be(131009);
        (await CodeAsync(await host.GraphAsync(Buttons(4, "Title")))).Should().Be(131009);
        (await CodeAsync(await host.GraphAsync(Buttons(1, "A title of 21 letters")))).Should().Be(131009);
    }

    [Fact]
    public async Task Send_WithoutMessagingProduct_Is131008()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        JsonObject body = Text("hi");
        body.Remove("messaging_product");

        (await CodeAsync(await host.GraphAsync(body))).Should().Be(131008);
    }

    [Fact]
    public async Task Send_AfterThePersonWrote_IsAcceptedAndShown()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder, answer: static _ => { });
        await host.TypeAsync("hello");

        JsonNode answer = await EmulatorHost.ReadAsync(await host.GraphAsync(Text("hi")));

        string id = (string)answer["messages"]![0]!["id"]!;
        id.Should().StartWith("wamid.");
        List<JsonNode> shown = await host.UntilAsync(fromPerson: false, messages => messages.Count == 1);
        ((string)shown[0]["id"]!).Should().Be(id);
    }

    [Fact]
    public async Task Media_UploadedResolvedAndFetched_IsTheSame()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent("image/png"), "type" },
            { new ByteArrayContent([1, 2, 3]), "file", "dot.png" },
        };

        JsonNode uploaded = await EmulatorHost.ReadAsync(await host.Client.PostAsync($"/emulator/graph/v23.0/{host.PhoneNumberId}/media", form));
        JsonNode resolved = await EmulatorHost.ReadAsync(await host.Client.GetAsync($"/emulator/graph/v23.0/{uploaded["id"]}"));

        (await host.Client.GetByteArrayAsync((string)resolved["url"]!)).Should().Equal(1, 2, 3);
        host.Client.DefaultRequestHeaders.Authorization = null;
        (await host.Client.GetAsync((string)resolved["url"]!)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Fault429_Ordered_IsAnsweredOnceWithRetryAfterAndTheReplyArrivesAfterwards()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        (await host.OrderFaultAsync("429")).StatusCode.Should().Be(HttpStatusCode.OK);

        await host.TypeAsync("hello");

        List<JsonNode> answers = await host.UntilAsync(fromPerson: false, messages => messages.Count > 0);
        ((string)answers.Single()["bubble"]!["text"]!).Should().Be("echo: hello");
        (await host.StateAsync())["faults"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task FaultLost_Ordered_ShowsTheMessageOnceAndTheReceiptSettlesIt()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        await host.OrderFaultAsync("lost");

        await host.TypeAsync("one");
        await host.UntilAsync(fromPerson: false, messages => messages.Count == 1);
        await host.TypeAsync("two");

        List<JsonNode> answers = await host.UntilAsync(fromPerson: false, messages => messages.Exists(message => (string)message["bubble"]!["text"]! == "echo: two"));
        answers.Select(message => (string)message["bubble"]!["text"]!).Should().Equal("echo: one", "echo: two");
    }

    [Fact]
    public async Task Fault_OfAnUnknownName_Is400AndNamesTheKnownOnes()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        using HttpResponseMessage response = await host.OrderFaultAsync("earthquake");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("131056");
    }

    private static JsonObject Message(string type, JsonNode content) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["to"] = EmulatorHost.Person,
        ["type"] = type,
        [type] = content,
    };

    private static JsonObject Text(string text) => Message("text", new JsonObject { ["body"] = text });

    private static JsonObject Buttons(int count, string title) => Message("interactive", new JsonObject
    {
        ["type"] = "button",
        ["body"] = new JsonObject { ["text"] = "Choose" },
        ["action"] = new JsonObject
        {
            ["buttons"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => new JsonObject
            {
                ["type"] = "reply",
                ["reply"] = new JsonObject { ["id"] = $"id{i}", ["title"] = count == 1 ? title : $"{title} {i}" },
            })]),
        },
    });

    private static async Task<int> CodeAsync(HttpResponseMessage response) => (int)(await EmulatorHost.ReadAsync(response))["error"]!["code"]!;
}
