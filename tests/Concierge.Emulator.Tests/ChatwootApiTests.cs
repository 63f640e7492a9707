using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Emulator.Tests;

public sealed class ChatwootApiTests : EmulatorTest
{
    [Fact]
    public async Task Call_WithAWrongTokenOrConversation_IsRefused()
    {
        await using EmulatorHost host = await StartAsync();

        (await host.CallAsync(HttpMethod.Get, $"chatwoot/api/v1/accounts/{host.Setting("Chatwoot:AccountId")}/conversations/1", ("api_access_token", "wrong"))).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await CallAsync(host, HttpMethod.Get, "conversations/1")).Status.Should().Be(HttpStatusCode.NotFound, "nobody has written");
        await host.TypeAsync("hello");
        ((string)(await CallAsync(host, HttpMethod.Get, "conversations/1")).Body!["status"]!).Should().Be("pending", "the inbox has a bot");
    }

    [Fact]
    public async Task Message_InCommonMark_IsShownInWhatsAppsMarkup()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");

        await CallAsync(host, HttpMethod.Post, "conversations/1/messages", new JsonObject { ["content"] = "**bold** *slanted* ~~gone~~ [here](https://example.com/a)" });

        List<JsonNode> shown = await host.UntilAsync(fromPerson: false, static messages => messages.Count == 1);
        TestPhone.Text(shown.Single()).Should().Be("*bold* _slanted_ ~gone~ https://example.com/a");
    }

    [Fact]
    public async Task Message_ThatIsBlankOrHasForeignMembers_Is422()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");

        (await CallAsync(host, HttpMethod.Post, "conversations/1/messages", new JsonObject { ["content"] = "" })).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        var items = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["title"] = "A", ["value"] = "a", ["description"] = "no such member" }) };
        (await CallAsync(host, HttpMethod.Post, "conversations/1/messages", new JsonObject { ["content"] = "Which?", ["content_type"] = "input_select", ["content_attributes"] = items })).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Message_AsAFormWithAFile_IsShownAndTheFilesAddressRedirects()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");
        using var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new("application/pdf");
        using var form = new MultipartFormDataContent { { new StringContent("Read this"), "content" }, { file, "attachments[]", "a b.pdf" } };

        (HttpStatusCode status, JsonNode? body, _) = await host.CallAsync(HttpMethod.Post, Path(host, "conversations/1/messages"), Token(host), form);

        status.Should().Be(HttpStatusCode.OK);
        (HttpStatusCode redirected, _, HttpResponseMessage response) = await host.CallAsync(HttpMethod.Get, new Uri((string)body!["attachments"]![0]!["data_url"]!).AbsolutePath["/emulator/".Length..], ("X-Nothing", "x"));
        redirected.Should().Be(HttpStatusCode.Found);
        (await host.Client.GetByteArrayAsync(response.Headers.Location)).Should().Equal(1, 2, 3);
        JsonNode bubble = (await host.UntilAsync(fromPerson: false, static messages => messages.Count == 1)).Single()["bubble"]!;
        ((string)bubble["kind"]!).Should().Be("document");
        ((string)bubble["text"]!).Should().Be("Read this");
    }

    [Fact]
    public async Task Desk_ColleagueTakesOver_TheBotIsSilentUntilItIsGivenBackOrResolved()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder, new HostSetup { Channels = ["chatwoot"], Services = static concierge => ConversationBot.Add(concierge, static () => null) });
        var phone = new TestPhone(host, "chatwoot");
        var desk = new TestDesk(host);
        await phone.SayAsync("hello");
        (await phone.AnswerAsync()).Should().Be("1: hello");

        await phone.DeskAsync("take");
        await desk.UntilHandledByAsync("chatwoot", "human");
        await phone.SayAsync("anybody?");
        await phone.DeskAsync("note", "Not for the phone");
        await phone.DeskAsync("reply", "Sam from the desk");
        JsonNode answer = (await phone.AnswersAsync()).Single();
        TestPhone.Text(answer).Should().Be("Sam from the desk");
        ((string)answer["by"]!).Should().Be("Sam");
        (await host.StateAsync())["messages"]!.AsArray().Should().ContainSingle(message => (string)message!["bubble"]!["kind"]! == "note")
            .Which!["bubble"]!["text"]!.GetValue<string>().Should().Be("Not for the phone");

        await phone.DeskAsync("return");
        await desk.UntilHandledByAsync("chatwoot", "bot");
        await phone.SayAsync("back?");
        (await phone.AnswerAsync()).Should().Be("2: back?");

        await phone.DeskAsync("take");
        await desk.UntilHandledByAsync("chatwoot", "human");
        await phone.DeskAsync("resolve");
        await desk.UntilHandledByAsync("chatwoot", "bot");
        await phone.SayAsync("one more thing");
        (await phone.AnswerAsync()).Should().Be("3: one more thing");
        ((string)(await host.StateAsync())["desk"]![0]!["status"]!).Should().Be("pending", "a person who writes again comes to the bot");
    }

    [Fact]
    public async Task Status_SetByTheBot_OpensTheConversationAtTheDesk()
    {
        await using EmulatorHost host = await StartAsync();
        await host.TypeAsync("hello");

        JsonNode answer = (await CallAsync(host, HttpMethod.Post, "conversations/1/toggle_status", new JsonObject { ["status"] = "open" })).Body!;

        ((string)answer["payload"]!["current_status"]!).Should().Be("open");
        ((string)(await host.StateAsync())["desk"]![0]!["status"]!).Should().Be("open");
        await new TestDesk(host).UntilHandledByAsync("chatwoot", "human");
    }

    [Fact]
    public async Task Webhook_ThatTheHostRefuses_OpensTheConversationToTheColleagues()
    {
        await using EmulatorHost host = await StartAsync();

        // More than the host reads: it answers 413, and Chatwoot repeats after 429 and 500 only.
        await host.TypeAsync(new string('x', 1_200_000), "chatwoot");

        await TestDesk.UntilAsync(async () => (string?)(await host.StateAsync())["desk"]!.AsArray().FirstOrDefault()?["status"] == "open");
        await host.UntilAsync(fromPerson: true, static messages => (string)messages.Single()["status"]! == "sent");
    }

    /// <summary>Chatwoot opens a conversation whose bot does not take its posts; that the host stops is no such case.</summary>
    [Fact]
    public async Task Webhook_DueWhileTheHostStops_IsPostedAfterTheNextStartAndTheBotKeepsTheConversation()
    {
        await using (EmulatorHost host = await StartDurableAsync(SlowStop.Add))
        {
            JsonObject settings = (await host.StateAsync())["settings"]!.AsObject();
            settings["readDelay"] = 1000;
            (await host.Client.PutAsync("/emulator/api/settings", EmulatorHost.Json(new JsonObject { ["settings"] = settings.DeepClone() }))).IsSuccessStatusCode.Should().BeTrue();
            var phone = new TestPhone(host, "chatwoot");
            await phone.SayAsync("hello");
            (await phone.AnswerAsync()).Should().Be("1: hello");
        }

        await using EmulatorHost restarted = await StartDurableAsync();
        var later = new TestPhone(restarted, "chatwoot");
        await later.AnswersAsync();
        await restarted.UntilAsync(fromPerson: false, static messages => messages.TrueForAll(static message => (string)message["status"]! == "read"));
        await later.SayAsync("still there?");
        (await later.AnswerAsync()).Should().EndWith("still there?");
        ((string)(await restarted.StateAsync())["desk"]![0]!["status"]!).Should().Be("pending");

        Task<EmulatorHost> StartDurableAsync(Action<IConciergeBuilder>? add = null) => EmulatorHost.StartAsync(Folder, new HostSetup
        {
            Channels = ["chatwoot"],
            IsDurable = true,
            Services = concierge =>
            {
                ConversationBot.Add(concierge, static () => null);
                add?.Invoke(concierge);
            },
        });
    }

    private static string Path(EmulatorHost host, string path) => $"chatwoot/api/v1/accounts/{host.Setting("Chatwoot:AccountId")}/{path}";

    private static (string Name, string Value) Token(EmulatorHost host) => ("api_access_token", host.Setting("Chatwoot:AccessToken"));

    private static Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)> CallAsync(EmulatorHost host, HttpMethod method, string path, JsonNode? body = null) =>
        host.CallAsync(method, Path(host, path), Token(host), body is null ? null : EmulatorHost.Json(body));

    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(Folder, new HostSetup { Channels = ["chatwoot"], Services = static concierge => concierge.AddService("mute", static service => service.Default(), static _ => ValueTask.CompletedTask) });
}
