using System.Net;
using System.Text.Json.Nodes;

namespace Concierge.Emulator.Tests;

public sealed class PhoneTests : EmulatorTest
{
    [Fact]
    public async Task Text_WithoutAnySettings_IsAnsweredAndBothSidesGetTheirTicks()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        (await host.TypeAsync("hello")).StatusCode.Should().Be(HttpStatusCode.OK);

        List<JsonNode> answers = await host.UntilAsync(fromPerson: false, messages => messages.Exists(message => (string)message["status"]! == "read"));
        ((string)answers.Single()["bubble"]!["text"]!).Should().Be("echo: hello");
        List<JsonNode> written = await host.UntilAsync(fromPerson: true, messages => messages.Exists(message => (string)message["status"]! == "delivered"));
        written.Should().ContainSingle();
    }

    [Fact]
    public async Task Restart_KeepsTheChatItsIdsAndTheCredentials()
    {
        string id;
        string token;
        await using (EmulatorHost first = await EmulatorHost.StartAsync(Folder))
        {
            await first.TypeAsync("before");
            id = (string)(await first.UntilAsync(fromPerson: false, messages => messages.Count == 1))[0]["id"]!;
            token = first.Token;
        }

        await using EmulatorHost second = await EmulatorHost.StartAsync(Folder);
        await second.TypeAsync("after");

        List<JsonNode> answers = await second.UntilAsync(fromPerson: false, messages => messages.Count == 2);
        ((string)answers[0]["id"]!).Should().Be(id);
        ((string)answers[1]["bubble"]!["text"]!).Should().Be("echo: after");
        second.Token.Should().Be(token);
    }

    [Fact]
    public async Task ApiBaseUrl_WithPortZero_FollowsTheRealAddress()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        host.ApiBaseUrl.Should().Be(new Uri(host.Client.BaseAddress!, "/emulator/graph").ToString());
    }

    [Fact]
    public async Task Start_OutsideDevelopment_RefusesAndSaysWhatToDo()
    {
        Func<Task> start = () => EmulatorHost.StartAsync(Folder, "Production");

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*Production*AllowOutsideDevelopment*");
    }

    [Fact]
    public async Task Page_Always_HasAStrictPolicyAndNothingFromElsewhere()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);

        using HttpResponseMessage page = await host.Client.GetAsync("/emulator");

        page.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'").And.NotContain("unsafe");
        (await page.Content.ReadAsStringAsync()).Should().NotContain("https://").And.NotContain("<style").And.NotContain("onclick");
    }

    [Fact]
    public async Task Api_FromAnotherSite_IsForbidden()
    {
        await using EmulatorHost host = await EmulatorHost.StartAsync(Folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emulator/api/state");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        (await host.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }
}
