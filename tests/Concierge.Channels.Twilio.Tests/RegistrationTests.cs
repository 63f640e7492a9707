using System.Text;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>The webhook's address is set at the service, or at the sender.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private static readonly Uri Webhook = new("https://bot.example.com/webhooks/twilio");
    private readonly ProviderStub _twilio = new();

    [Fact]
    public async Task Register_Sender_SetsItsWebhooks()
    {
        using TestHost host = Host();
        _twilio.Reply = static request => request.Method == "GET"
            ? new StubReply(200, """{"senders":[{"sid":"XE1","sender_id":"whatsapp:+15550009999"},{"sid":"XE2","sender_id":"whatsapp:+15550001111"}],"meta":{}}""")
            : new StubReply(202, """{"sid":"XE2","status":"ONLINE:UPDATING"}""");

        IReadOnlyList<string> notes = await RegisterAsync(host);

        notes.Should().ContainSingle().Which.Should().Contain("XE2").And.Contain(Webhook.AbsoluteUri).And.NotContain(TestHost.AuthToken);
        _twilio.Requests.Select(static request => $"{request.Method} {request.Target}{request.Text}").Should().Equal(
            "GET /v2/Channels/Senders?Channel=whatsapp&PageSize=1000",
            """POST /v2/Channels/Senders/XE2{"webhook":{"callback_url":"https://bot.example.com/webhooks/twilio","callback_method":"POST","status_callback_url":"https://bot.example.com/webhooks/twilio","status_callback_method":"POST"}}""");
    }

    [Fact]
    public async Task Register_MessagingService_SetsTheServices()
    {
        using TestHost host = Host(static options => options.MessagingServiceSid = "MG1");
        _twilio.Reply = static _ => new StubReply(200, """{"sid":"MG1"}""");

        (await RegisterAsync(host)).Should().ContainSingle().Which.Should().Contain("MG1");

        StubRequest request = _twilio.Requests.Should().ContainSingle().Subject;
        (request.Method, request.Target, request.Text).Should().Be((
            "POST",
            "/v1/Services/MG1",
            "InboundRequestUrl=https%3A%2F%2Fbot.example.com%2Fwebhooks%2Ftwilio&InboundMethod=POST&StatusCallback=https%3A%2F%2Fbot.example.com%2Fwebhooks%2Ftwilio&UseInboundWebhookOnNumber=false"));
    }

    [Theory]
    [InlineData(200, """{"senders":[]}""", "*Messaging → Try it out*")]
    [InlineData(403, "{}", "*403*")]
    [InlineData(200, "<html>", "*200*")]
    public async Task Register_Refused_SaysWhatToDo(int status, string body, string message)
    {
        using TestHost host = Host();
        _twilio.Reply = _ => new StubReply(status, body);

        Func<Task> register = () => RegisterAsync(host).AsTask();

        await register.Should().ThrowAsync<InvalidOperationException>().WithMessage(message);
        _twilio.Requests.Should().OnlyContain(static request => request.Method == "GET");
    }

    [Fact]
    public async Task ApiKey_OpensTheApiAndFiles_AndSignsNothing()
    {
        using TestHost host = Host(static options => (options.ApiKeySid, options.ApiKeySecret) = ("SK00000000000000000000000000000009", "key-secret-4711"));
        _twilio.Reply = static _ => new StubReply(201, """{"sid":"SM1"}""");
        string basic = "Basic " + Convert.ToBase64String("SK00000000000000000000000000000009:key-secret-4711"u8);

        (await host.Channel.SendAsync(new TextMessage("Hello"), new SendAttempt("01A", new TwilioFixture().Recipient, 1), default)).Should().BeOfType<SendAccepted>();
        await using MediaDownload file = await ((IMediaChannel)host.Channel).DownloadAsync(new MediaReference { Url = $"{_twilio.Address}Media/ME1" }, 100, default);

        _twilio.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Header("Authorization") == basic);
        _twilio.Requests.First().Target.Should().StartWith($"/2010-04-01/Accounts/{TestHost.AccountSid}/");
        Verdict(host, "key-secret-4711").Should().Be(WebhookVerdict.Rejected);
        Verdict(host, TestHost.AuthToken).Should().Be(WebhookVerdict.Authentic);
    }

    [Fact]
    public void Read_WebhookByGet_IsTheSameMessage()
    {
        using TestHost host = Host();
        string form = Encoding.UTF8.GetString(Files.Recording("text"));
        WebhookRequest request = Get($"/webhooks/twilio?{form}", TestHost.AuthToken);
        var sink = new ChannelEventSink();
        using var fixture = new TwilioFixture();
        MessageReceived posted = fixture.Read(host.Channel, Files.Recording("text")).Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Subject;

        host.Channel.Authenticate(request).Should().Be(WebhookVerdict.Authentic);
        host.Channel.Authenticate(Get($"/webhooks/twilio?{form}x", TestHost.AuthToken, form)).Should().Be(WebhookVerdict.Rejected);
        host.Channel.Read(request, sink);

        MessageReceived message = sink.Events.Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Subject;
        (message.Id, message.Body, message.AccountId).Should().Be((posted.Id, posted.Body, posted.AccountId));
        message.Raw.ToArray().Should().Equal(Encoding.UTF8.GetBytes(form));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _twilio.DisposeAsync();

    private static ValueTask<IReadOnlyList<string>> RegisterAsync(TestHost host) => ((IWebhookRegistrar)host.Channel).RegisterAsync(Webhook, default);

    private static WebhookVerdict Verdict(TestHost host, string token) => host.Channel.Authenticate(Get("/webhooks/twilio?Body=Hi", token));

    private static WebhookRequest Get(string path, string token, string? signedForm = null)
    {
        string signed = TwilioFixture.SignatureOf("https://bot.example.com" + (signedForm is null ? path : $"/webhooks/twilio?{signedForm}"), string.Empty, token);
        return new WebhookRequest("GET", path, name => name == "X-Twilio-Signature" ? signed : default, default, "https://bot.example.com");
    }

    private TestHost Host(Action<TwilioOptions>? configure = null) => TestHost.Start(options =>
    {
        options.ApiBaseUrl = _twilio.Address;
        configure?.Invoke(options);
    });
}
