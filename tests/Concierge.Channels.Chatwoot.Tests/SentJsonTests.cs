using System.Text.Json.Nodes;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>What goes over the wire, word for word, and what answers become.</summary>
public sealed class SentJsonTests : IAsyncLifetime
{
    private readonly ProviderStub _chatwoot = new();
    private readonly ChatwootFixture _fixture = new();

    public static TheoryData<string, OutboundMessage> Messages => new()
    {
        { "text", new TextMessage("Hello *you* _there_ ~old~ 😀") },
        { "quote", new TextMessage("Hi") { QuotedMessageId = "3000" } },
        { "choices", new ChoiceMessage("Which?", [new Choice("a", "First"), new Choice("b", "Second") { Description = "the other" }]) { Header = "Choose", Footer = "Please" } },
        { "link-file", new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.jpg"))) { Caption = "A *cat*" } },
        { "upload", new MediaMessage(MediaKind.Document, MediaSource.FromId("eyJf--12")) { Caption = "Bill" } },
        {
            "template", new TemplateMessage("order_ready", "en_US")
            {
                HeaderMedia = new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.jpg"))),
                Body = [new TemplateParameter("Ann"), new TemplateParameter("42") { Name = "order" }],
                Buttons = [new TemplateButton(0, TemplateButtonType.QuickReply, "YES"), new TemplateButton(1, TemplateButtonType.Url, "suffix")],
                FallbackText = "Ready",
            }
        },
        { "raw", new RawMessage("chatwoot", "{\"content\":\"Cards\",\"content_type\":\"cards\",\"echo_id\":\"x\",\"content_attributes\":{\"items\":[{\"title\":\"T\"}],\"concierge_attempt_id\":\"x\"}}") },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Send_Kind_WritesExactlyThis(string file, OutboundMessage message)
    {
        (await SendAsync(message, new StubReply(200, "{\"id\":3065}"))).Should().BeOfType<SendAccepted>().Which.ProviderMessageId.Should().Be("3065");

        StubRequest request = _chatwoot.Requests.Should().ContainSingle().Subject;
        JsonNode.DeepEquals(JsonNode.Parse(request.Text), JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sent", file + ".json")))).Should().BeTrue(request.Text);
        request.Target.Should().Be("/api/v1/accounts/8/conversations/26/messages");
        request.Header("api_access_token").Should().Be(TestHost.AccessToken);
        request.Header("Authorization").Should().BeNull();
    }

    [Fact]
    public async Task Send_SeveralConversations_GoesToTheFirstOfThisAccount()
    {
        var contact = new ContactIdentity { Addresses = [.. new[] { "cw:9:conversation:99", "cw:8:inbox:27:contact:99", "cw:8:conversation:26", "cw:8:conversation:31" }.Select(static value => new ContactAddress(ContactAddressKind.Other, value))] };

        await SendAsync(new TextMessage("Hi"), new StubReply(200, "{\"id\":1}"), contact);

        _chatwoot.Requests.Single().Target.Should().EndWith("/conversations/26/messages");
    }

    [Theory]
    [InlineData("*a* b *c d*", "**a** b **c d**")]
    [InlineData("2*3*4 = 24", "2*3*4 = 24")]
    [InlineData("* item\n* item", "* item\n* item")]
    [InlineData("**a** and ***", "**a** and ***")]
    [InlineData("`*a*` and ```~b~```", "`*a*` and ```~b~```")]
    [InlineData("*_a_ ~b~*", "**_a_ ~~b~~**")]
    [InlineData("*open\nclose*", "*open\nclose*")]
    public async Task Send_WhatsAppMarkup_BecomesCommonMark(string text, string expected)
    {
        await SendAsync(new TextMessage(text), new StubReply(200, "{\"id\":1}"));

        JsonNode.Parse(_chatwoot.Requests.Single().Text)!["content"]!.GetValue<string>().Should().Be(expected);
    }

    [Theory]
    [InlineData(401, "{\"error\":\"Invalid Access Token\"}", RetryScope.Credentials)]
    [InlineData(403, "{\"error\":\"x\"}", RetryScope.Credentials)]
    [InlineData(422, "{\"error\":\"Validation failed: Too many messages\"}", RetryScope.Recipient)]
    [InlineData(429, "Retry later", RetryScope.Account)]
    public async Task Send_PassingError_IsRetryOfItsScope(int status, string body, RetryScope scope) =>
        (await SendAsync(new TextMessage("Hi"), new StubReply(status, body))).Should().BeOfType<SendRetry>().Which.Scope.Should().Be(scope);

    [Theory]
    [InlineData(404, RejectReason.RecipientUnreachable)]
    [InlineData(422, RejectReason.InvalidRequest)]
    [InlineData(400, RejectReason.InvalidRequest)]
    [InlineData(418, RejectReason.Other)]
    public async Task Send_LastingError_IsRejectedWithoutTheServersWords(int status, RejectReason reason)
    {
        SendRejected rejected = (await SendAsync(new TextMessage("Hi"), new StubReply(status, "{\"error\":\"15551112222\"}"))).Should().BeOfType<SendRejected>().Subject;

        rejected.Reason.Should().Be(reason);
        rejected.Detail.Should().NotContain("15551112222");
    }

    [Theory]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    [InlineData("{\"id\":{}}")]
    public async Task Send_SuccessWithoutAnId_IsAmbiguous(string body) =>
        (await SendAsync(new TextMessage("Hi"), new StubReply(200, body))).Should().BeOfType<SendAmbiguous>();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _chatwoot.DisposeAsync();
    }

    private ValueTask<SendResult> SendAsync(OutboundMessage message, StubReply reply, ContactIdentity? contact = null)
    {
        _chatwoot.Reply = _ => reply;
        return _fixture.CreateChannel(_chatwoot.Address, TimeSpan.FromSeconds(10)).SendAsync(message, new SendAttempt("a1", contact ?? _fixture.Recipient, 1), default);
    }
}
