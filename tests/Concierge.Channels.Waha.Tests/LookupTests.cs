using System.Text.Json.Nodes;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

/// <summary>O04: a text whose sending nobody could tell is looked for before it is sent again.</summary>
public sealed class LookupTests : IAsyncLifetime
{
    private static readonly ContactIdentity Ann = new() { Addresses = [new ContactAddress(ContactAddressKind.Phone, "15551112222"), new ContactAddress(ContactAddressKind.Lid, "456")] };

    private readonly ProviderStub _waha = new();
    private readonly WahaFixture _fixture = new();
    private readonly Dictionary<string, string> _sent = [];
    private readonly IChannel _channel;

    public LookupTests() => _channel = _fixture.CreateChannel(_waha.Address, TimeSpan.FromSeconds(10));

    public static TheoryData<OutboundMessage> Findable =>
    [
        new TextMessage("Hi"),
        new ChoiceMessage("?", [new Choice("a", "A"), new Choice("b", "B")]),
        new LocationMessage(1, 2),
        new ContactsMessage([new ContactCard { FormattedName = "Ann" }]),
    ];

    [Theory]
    [MemberData(nameof(Findable))]
    public async Task Resend_AnswerLost_FindsTheMessageAndSendsNothing(OutboundMessage message)
    {
        _waha.Reply = request => Serve(request, loseAnswer: true);

        (await TryAsync(message, 1)).Should().BeOfType<SendAmbiguous>();
        SendResult again = await TryAsync(message, 2);

        again.Should().Be(SendResult.Accepted(_sent.Keys.Single()));
        _waha.Requests.Should().ContainSingle(static request => request.Method == "POST");
    }

    [Fact]
    public async Task Resend_NeverArrived_IsSentUnderTheSameId()
    {
        _waha.Reply = static _ => new StubReply(500);
        (await TryAsync(new TextMessage("Hi"), 1)).Should().BeOfType<SendAmbiguous>();
        _waha.Reply = request => Serve(request, loseAnswer: false);

        SendResult again = await TryAsync(new TextMessage("Hi"), 2);

        again.Should().Be(SendResult.Accepted(_sent.Keys.Single()));
        _waha.Requests.Where(static request => request.Method == "POST").Select(Id).Distinct().Should().ContainSingle().Which.Should().MatchRegex("^3EB0[0-9A-F]{18}$");
        _waha.Requests.Where(static request => request.Method == "GET").Select(static request => request.Target).Should().Equal(
            $"/api/default/chats/15551112222%40c.us/messages/true_15551112222%40c.us_{_sent.Keys.Single()}?downloadMedia=false",
            $"/api/default/chats/456%40lid/messages/true_456%40lid_{_sent.Keys.Single()}?downloadMedia=false");
    }

    [Fact]
    public async Task Resend_KeptUnderTheHiddenId_IsFound()
    {
        _waha.Reply = request => request.Method == "POST" ? Serve(request, loseAnswer: true)
            : request.Target.Contains("%40lid", StringComparison.Ordinal) ? new StubReply(200, $"{{\"id\":\"true_456@lid_{_sent.Keys.Single()}\"}}") : new StubReply(404, "{}");

        await TryAsync(new TextMessage("Hi"), 1);

        (await TryAsync(new TextMessage("Hi"), 2)).Should().Be(SendResult.Accepted(_sent.Keys.Single()));
        _waha.Requests.Should().ContainSingle(static request => request.Method == "POST");
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "{\"id\":\"true_15551112222@c.us_ANOTHER\"}")]
    [InlineData(400, "{\"message\":\"Enable NOWEB store\"}")]
    [InlineData(404, "{}")]
    [InlineData(422, "{}")]
    [InlineData(501, "")]
    public async Task Resend_ServerHasNoSuchMessageOrCannotLook_IsSent(int status, string body)
    {
        _waha.Reply = request => request.Method == "GET" ? new StubReply(status, body) : Serve(request, loseAnswer: false);

        (await TryAsync(new TextMessage("Hi"), 2)).Should().BeOfType<SendAccepted>();
    }

    [Theory]
    [InlineData(401, "{}", RetryScope.Credentials)]
    [InlineData(500, "{}", RetryScope.Message)]
    [InlineData(302, "", RetryScope.Message)]
    [InlineData(200, "<html>", RetryScope.Message)]
    public async Task Resend_ServerDoesNotSay_WaitsAndSendsNothing(int status, string body, RetryScope scope)
    {
        _waha.Reply = _ => new StubReply(status, body);

        (await TryAsync(new TextMessage("Hi"), 2)).Should().BeOfType<SendRetry>().Which.Scope.Should().Be(scope);

        _waha.Requests.Should().OnlyContain(static request => request.Method == "GET");
    }

    [Fact]
    public async Task Resend_File_HasNoIdAndIsSentAgain()
    {
        _waha.Reply = _ => _fixture.Accepted("3EBSENT");

        (await TryAsync(new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.jpg"))), 2)).Should().BeOfType<SendAccepted>();

        Id(_waha.Requests.Should().ContainSingle().Subject).Should().BeNull();
    }

    [Fact]
    public async Task Send_OtherReplies_HaveOtherIds()
    {
        _waha.Reply = request => Serve(request, loseAnswer: false);
        foreach (string attempt in new[] { "01a.7.1", "01a.8.1", "01b.7.1", "01a.71.1", "another kind of id" })
        {
            await _channel.SendAsync(new TextMessage("Hi"), new SendAttempt(attempt, Ann, 1), default);
        }

        _sent.Should().HaveCount(5);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _waha.DisposeAsync();
    }

    private static string? Id(StubRequest request) => JsonNode.Parse(request.Text)!["id"]?.GetValue<string>();

    /// <summary>As the outbox does: an earlier attempt is looked for first.</summary>
    private async ValueTask<SendResult> TryAsync(OutboundMessage message, int number)
    {
        if (number > 1 && await ((ISendLookup)_channel).FindSentAsync(message, Attempt(number - 1), DateTimeOffset.UnixEpoch, default) is { } known)
        {
            return known;
        }

        return await _channel.SendAsync(message, Attempt(number), default);
    }

    private static SendAttempt Attempt(int number) => new($"01conversation.7.{number}", Ann, number);

    // A server that keeps what it sent.
    private StubReply Serve(StubRequest request, bool loseAnswer)
    {
        if (request.Method == "POST")
        {
            string id = Id(request)!;
            _sent[id] = request.Text;
            return loseAnswer ? new StubReply(201) { Fault = StubFault.Reset } : new StubReply(201, $"{{\"id\":\"true_15551112222@c.us_{id}\"}}");
        }

        string name = Uri.UnescapeDataString(request.Target.Split('/', '?')[6]);
        return _sent.ContainsKey(name.Split('_')[2]) ? new StubReply(200, $"{{\"id\":\"{name}\",\"ack\":1,\"_data\":{{}}}}") : new StubReply(404, "{\"message\":\"Message not found\"}");
    }
}
