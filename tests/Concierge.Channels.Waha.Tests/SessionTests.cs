using System.Text.Json.Nodes;
using Concierge.Health;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

/// <summary>The session: its health and the registration of the webhook.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private static readonly Uri Webhook = new("https://bot.example.com/webhooks/waha");
    private readonly ProviderStub _waha = new();
    private JsonNode? _config;
    private bool _exists = true;

    [Theory]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"WORKING\"}", true, "Every session works.")]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"SCAN_QR_CODE\"}", false, "default: SCAN_QR_CODE. *Scan its QR code*")]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"STARTING\"}", false, "default: STARTING.*")]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"STOPPED\"}", false, "default: STOPPED. *Start it*")]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"FAILED\"}", false, "default: FAILED. *Restart it*")]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"PASSKEY_REQUIRED\"}", false, "default: PASSKEY_REQUIRED. *passkey*")]
    [InlineData(200, "{\"name\":\"default\",\"status\":\"WORKING?\"}", false, "default: unknown.*")]
    [InlineData(200, "<html>", false, "default: unknown.*")]
    [InlineData(401, "{}", false, "default: the server answered 401.*")]
    [InlineData(404, "{}", false, "default: the server answered 404.*")]
    public async Task Health_Status_SaysWhatToDo(int status, string body, bool ready, string description)
    {
        _waha.Reply = _ => new StubReply(status, body);
        using TestHost host = Host();

        ComponentHealth health = await host.Probe("waha").CheckAsync(default);

        health.IsReady.Should().Be(ready);
        health.Description.Should().Match(description);
        StubRequest request = _waha.Requests.First();
        (request.Method, request.Target, request.Header("X-Api-Key")).Should().Be(("GET", "/api/sessions/default", TestHost.ApiKey));
    }

    [Fact]
    public async Task Health_AskedOften_AsksTheServerOnce()
    {
        _waha.Reply = static _ => new StubReply(200, "{\"status\":\"WORKING\"}");
        using TestHost host = Host();
        for (int i = 0; i < 20; i++)
        {
            (await host.Probe("waha").CheckAsync(default)).IsReady.Should().BeTrue();
        }

        _waha.Requests.Should().ContainSingle();
        host.Probe("waha").Name.Should().Be("waha");
    }

    [Fact]
    public async Task Register_OtherWebhooksAndSettings_StayAsTheyAre()
    {
        _config = JsonNode.Parse("""{"metadata":{"a":"1"},"noweb":{"store":{"enabled":true}},"webhooks":[{"url":"https://other.example.com/x","events":["*"],"hmac":{"key":"theirs"}}]}""");
        JsonNode before = _config!.DeepClone();

        (await RegisterAsync()).Should().Contain("updated").And.Contain("restarts").And.NotContain(TestHost.WebhookSecret);

        JsonArray webhooks = _config!["webhooks"]!.AsArray();
        JsonNode.DeepEquals(webhooks[0], before["webhooks"]![0]).Should().BeTrue();
        JsonNode own = webhooks[1]!;
        own["url"]!.GetValue<string>().Should().Be(Webhook.AbsoluteUri);
        own["hmac"]!["key"]!.GetValue<string>().Should().Be(TestHost.WebhookSecret);
        own["events"]!.AsArray().Select(static name => name!.GetValue<string>()).Should().Contain(["message.any", "message.reaction", "message.ack", "poll.vote", "session.status"]).And.NotContain("message");
        webhooks.Should().HaveCount(2);
        JsonNode.DeepEquals(_config["metadata"], before["metadata"]).Should().BeTrue();
        JsonNode.DeepEquals(_config["noweb"], before["noweb"]).Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("{\"webhooks\":null}")]
    [InlineData("{\"webhooks\":[]}")]
    [InlineData("{\"webhooks\":[null,1,{\"url\":5}]}")]
    [InlineData("{\"webhooks\":[{\"url\":\"https://bot.example.com/webhooks/waha\",\"events\":[\"message\",\"presence.update\"],\"retries\":{\"attempts\":3},\"customHeaders\":[{\"name\":\"a\",\"value\":\"b\"}]}]}")]
    public async Task Register_Twice_ChangesNothingTheSecondTime(string? config)
    {
        _config = config is null ? null : JsonNode.Parse(config);
        await RegisterAsync();
        string first = _config!.ToJsonString();

        (await RegisterAsync()).Should().Contain("Nothing was changed");

        _config.ToJsonString().Should().Be(first);
        _waha.Requests.Count(static request => request.Method != "GET").Should().Be(1);
        _config["webhooks"]!.AsArray().OfType<JsonObject>().Count(static webhook => webhook["url"]!.ToString() == Webhook.AbsoluteUri).Should().Be(1);
    }

    [Fact]
    public async Task Register_OwnWebhookAlreadyThere_KeepsWhatItsOwnerAdded()
    {
        _config = JsonNode.Parse("""{"webhooks":[{"url":"https://bot.example.com/webhooks/waha","events":["presence.update"],"retries":{"attempts":3},"customHeaders":[{"name":"a","value":"b"}]}]}""");

        await RegisterAsync();

        JsonNode own = _config!["webhooks"]![0]!;
        own["events"]!.AsArray().Select(static name => name!.GetValue<string>()).Should().Contain(["presence.update", "message.any"]);
        own["retries"]!.ToJsonString().Should().Be("{\"attempts\":3}");
        own["customHeaders"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Register_NoSession_CreatesIt()
    {
        _exists = false;

        (await RegisterAsync()).Should().Contain("created").And.Contain("QR code");

        StubRequest request = _waha.Requests.Last();
        (request.Method, request.Target).Should().Be(("POST", "/api/sessions"));
        JsonNode body = JsonNode.Parse(request.Text)!;
        (body["name"]!.GetValue<string>(), body["start"]!.GetValue<bool>()).Should().Be(("default", true));
        body["config"]!["webhooks"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"name\":\"default\",\"config\":[]}")]
    [InlineData(200, "{\"name\":\"default\",\"config\":{\"webhooks\":{}}}")]
    [InlineData(200, "{\"name\":\"default\",\"config\":{\"a\":1,\"a\":2}}")]
    [InlineData(200, "{\"message\":\"hello\"}")]
    [InlineData(401, "{}")]
    [InlineData(500, "{}")]
    public async Task Register_AnswerNotUnderstood_OverwritesNothing(int status, string body)
    {
        _waha.Reply = _ => new StubReply(status, body);
        using TestHost host = Host();

        Func<Task> register = async () => await ((IWebhookRegistrar)host.Channel).RegisterAsync(Webhook, default);

        await register.Should().ThrowAsync<InvalidOperationException>();
        _waha.Requests.Should().OnlyContain(static request => request.Method == "GET");
    }

    [Theory]
    [InlineData("ftp://bot.example.com/x")]
    [InlineData("/relative")]
    public async Task Register_AddressWrong_IsRefusedUnasked(string url)
    {
        using TestHost host = Host();

        Func<Task> register = async () => await ((IWebhookRegistrar)host.Channel).RegisterAsync(new Uri(url, UriKind.RelativeOrAbsolute), default);

        await register.Should().ThrowAsync<InvalidOperationException>();
        _waha.Requests.Should().BeEmpty();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _waha.DisposeAsync();

    private TestHost Host() => TestHost.Start(options => options.ApiBaseUrl = _waha.Address);

    private async Task<string> RegisterAsync()
    {
        _waha.Reply = Serve;
        using TestHost host = Host();
        return string.Join(' ', await ((IWebhookRegistrar)host.Channel).RegisterAsync(Webhook, default));
    }

    // A server with one session.
    private StubReply Serve(StubRequest request)
    {
        if (request.Method == "GET")
        {
            return _exists
                ? new StubReply(200, new JsonObject { ["name"] = "default", ["status"] = "WORKING", ["config"] = _config?.DeepClone() }.ToJsonString())
                : new StubReply(404, "{\"message\":\"Session not found\"}");
        }

        JsonNode body = JsonNode.Parse(request.Text)!;
        body["name"]!.GetValue<string>().Should().Be("default");
        _config = body["config"]!.DeepClone();
        _exists = true;
        return new StubReply(request.Method == "PUT" ? 200 : 201, "{}");
    }
}
