using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>What goes over the wire, word for word, for every kind of message.</summary>
public sealed class SentFormTests : IAsyncLifetime
{
    private readonly ProviderStub _twilio = new();
    private readonly TwilioFixture _fixture = new();

    public static TheoryData<string, OutboundMessage> Messages => new()
    {
        { "text", new TextMessage("Hello *you* 😀\n& me") },
        { "image", new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.jpg?x=1"))) { Caption = "A cat" } },
        { "document", new MediaMessage(MediaKind.Document, MediaSource.FromLink(new Uri("https://example.com/a.pdf"))) { FileName = "a.pdf" } },
        { "location", new LocationMessage(48.5, -16.25) { Name = "Here|there", Address = "Street 1" } },
        { "location-plain", new LocationMessage(48.5, -16.25) },
        { "template", new TemplateMessage("HX1", "en") { Body = [new TemplateParameter("Ann"), new TemplateParameter("42") { Name = "order" }], Buttons = [new TemplateButton(0, TemplateButtonType.Url, "end")] } },
        { "template-plain", new TemplateMessage("HX1", "en") },
        { "raw", new RawMessage("twilio", "{\"Body\":\"Hi\",\"To\":\"whatsapp:+1\",\"Tags\":[\"a\",\"b\"],\"ValidityPeriod\":60}") },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Send_Kind_WritesExactlyThis(string file, OutboundMessage message)
    {
        (await SendAsync(Channel(), message)).Should().BeOfType<SendAccepted>();

        StubRequest request = _twilio.Requests.Should().ContainSingle().Subject;
        request.Text.Should().Be(Files.Sent(file + ".form"));
        request.Target.Should().Be($"/2010-04-01/Accounts/{TestHost.AccountSid}/Messages.json");
        request.Header("Authorization").Should().Be("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{TestHost.AccountSid}:{TestHost.AuthToken}")));
        request.Header("Content-Type").Should().Be("application/x-www-form-urlencoded");
    }

    [Theory]
    [InlineData("buttons")]
    [InlineData("list")]
    public async Task Send_Choices_MakeTheContentOnceAndThenSendIt(string kind)
    {
        IChannel channel = Channel();
        ChoiceMessage question = kind == "list"
            ? new("Which?", [new Choice("a", "First") { Description = "one" }, new Choice("b", "Second") { Section = "S" }]) { ListButton = "Open" }
            : new("Hi {{9}}\n\nWhich?", [new Choice("a", "First"), new Choice("b", "Second")]) { Header = "Choose" };

        (await SendAsync(channel, question)).Should().Be(SendResult.Accepted("HX7"));
        (await SendAsync(channel, question with { Choices = [.. question.Choices.Select(static choice => choice with { Title = "Other" })] })).Should().BeOfType<SendAccepted>();

        StubRequest[] requests = [.. _twilio.Requests];
        requests.Select(static request => request.Target.Split('/')[^1]).Should().Equal("Content", "Messages.json", "Messages.json");
        requests[0].Text.Should().Be(Files.Sent(kind + ".json"));
        requests[1].Text.Should().Be(Files.Sent(kind + ".form"));
    }

    [Theory]
    [InlineData(400, typeof(SendRejected))]
    [InlineData(401, typeof(SendRetry))]
    [InlineData(429, typeof(SendRetry))]
    [InlineData(500, typeof(SendRetry))]
    public async Task Send_ContentNotMade_SendsNothing(int status, Type expected)
    {
        _twilio.Reply = _ => new StubReply(status, "{}");

        SendResult result = await Channel().SendAsync(new ChoiceMessage("?", [new Choice("a", "A")]), Attempt(), default);

        result.Should().BeOfType(expected);
        _ = result is SendRejected rejected ? rejected.Reason.Should().Be(RejectReason.Unsupported) : null;
        _twilio.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Send_ContentDeleted_IsMadeAnewByTheNextTry()
    {
        IChannel channel = Channel();
        var question = new ChoiceMessage("?", [new Choice("a", "A")]);
        _twilio.Reply = static request => request.Target.EndsWith("Content", StringComparison.Ordinal) ? new StubReply(201, "{\"sid\":\"HX7\"}") : new StubReply(400, "{\"code\":21655}");
        (await channel.SendAsync(question, Attempt(), default)).Should().BeOfType<SendRetry>();

        (await SendAsync(channel, question)).Should().BeOfType<SendAccepted>();

        _twilio.Requests.Count(static request => request.Target == "/v1/Content").Should().Be(2);
    }

    public static TheoryData<OutboundMessage, RejectReason, string> Refused => new()
    {
        { new TextMessage(new string('x', 1601)), RejectReason.InvalidRequest, "The text has 1601 characters; the limit is 1600." },
        { new TextMessage(" "), RejectReason.InvalidRequest, "The text is empty." },
        { new MediaMessage(MediaKind.Image, MediaSource.FromId("7")), RejectReason.Unsupported, "Twilio takes files by public link only*" },
        { new MediaMessage(MediaKind.Document, MediaSource.FromLink(new Uri("https://example.com"))) { Caption = "x" }, RejectReason.InvalidRequest, "Twilio shows a caption under*" },
        { new MediaMessage(MediaKind.Image, new MediaSource()), RejectReason.InvalidRequest, "The file's link is not*" },
        { new ChoiceMessage("?", []), RejectReason.InvalidRequest, "There is no choice." },
        { new ChoiceMessage("?", [.. Enumerable.Range(0, 11).Select(static i => new Choice($"{i}", $"{i}"))]), RejectReason.Unsupported, "*ten choices*" },
        { new ChoiceMessage("?", [new Choice("a", "x"), new Choice("a", "y")]), RejectReason.InvalidRequest, "Two choices have the same id." },
        { new TemplateMessage("order_ready", "en"), RejectReason.InvalidRequest, "*not a ContentSid*" },
        { new TemplateMessage("HX1", "en") { Body = [new TemplateParameter("a\nb")] }, RejectReason.InvalidRequest, "A template's value holds*" },
        { new TemplateMessage("HX1", "en") { Body = [new TemplateParameter(" ")] }, RejectReason.InvalidRequest, "A template's value is empty." },
        { new LocationMessage(double.NaN, 0), RejectReason.InvalidRequest, "The place is not on the globe." },
        { new ReactionMessage("SM1", "👍"), RejectReason.Unsupported, "Twilio cannot send*" },
        { new RawMessage("meta", "{}"), RejectReason.Unsupported, "*another channel*" },
        { new RawMessage("twilio", "[1]"), RejectReason.InvalidRequest, "A raw message must be*" },
        { new RawMessage("twilio", "{\"Body\":\"\\ud800\"}"), RejectReason.InvalidRequest, "A raw message must be*" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Send_BeyondALimit_IsRefusedUnsentNamingTheLimit(OutboundMessage message, RejectReason reason, string detail)
    {
        SendRejected rejected = (await SendAsync(Channel(), message)).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Detail.Should().Match(detail);
        _twilio.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task ShowTyping_Taken_IsTrue()
    {
        _twilio.Reply = static _ => new StubReply(200, "{\"success\":true}");
        var channel = (ITypingChannel)Channel();

        (await channel.ShowTypingAsync(_fixture.Recipient, "SM1/1", default)).Should().BeTrue();
        (await channel.ShowTypingAsync(_fixture.Recipient, null, default)).Should().BeFalse();

        StubRequest request = _twilio.Requests.Should().ContainSingle().Subject;
        request.Target.Should().Be("/v2/Indicators/Typing.json");
        request.Text.Should().Be("messageId=SM1&channel=whatsapp");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _twilio.DisposeAsync();
    }

    private static SendAttempt Attempt() => new("01attempt", new ContactIdentity { Addresses = [new ContactAddress(ContactAddressKind.Phone, "15551112222")] }, 1);

    private IChannel Channel() => _fixture.CreateChannel(_twilio.Address, TimeSpan.FromSeconds(10));

    private ValueTask<SendResult> SendAsync(IChannel channel, OutboundMessage message)
    {
        _twilio.Reply = _ => _fixture.Accepted("HX7");
        return channel.SendAsync(message, Attempt(), CancellationToken.None);
    }
}
