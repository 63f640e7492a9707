using System.Globalization;
using System.Text.Json;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>Whether an attempt of unknown outcome arrived is told by words, direction and time.</summary>
public sealed class LookupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Started = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly ProviderStub _twilio = new();
    private readonly TwilioFixture _fixture = new();
    private readonly IChannel _channel;

    public LookupTests() => _channel = _fixture.CreateChannel(_twilio.Address, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Find_MessageIsThere_IsAccepted()
    {
        _twilio.Reply = static _ => Page(null, Message("SM3", "Hello", Started.AddSeconds(1)), Message("SM1", "Hello", Started.AddMinutes(-1)));

        (await FindAsync(new TextMessage("Hello"))).Should().Be(SendResult.Accepted("SM3"));

        _twilio.Requests.Should().ContainSingle().Which.Target.Should().Be(
            "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json?To=whatsapp%3A%2B15551112222&From=whatsapp%3A%2B15550001111&PageSize=50");
    }

    [Theory]
    [InlineData("failed", 63016, RejectReason.WindowClosed)]
    [InlineData("undelivered", 63049, RejectReason.Policy)]
    [InlineData("canceled", null, RejectReason.Other)]
    public async Task Find_GivenUp_IsRejected(string status, int? code, RejectReason reason)
    {
        _twilio.Reply = _ => Page(null, Message("SM3", "Hello", Started, status: status, code: code));

        SendRejected rejected = (await FindAsync(new TextMessage("Hello"))).Should().BeOfType<SendRejected>().Subject;

        (rejected.Reason, rejected.Code).Should().Be((reason, code?.ToString(CultureInfo.InvariantCulture) ?? status));
    }

    [Fact]
    public async Task Find_OtherWordsDirectionOrTime_IsNotThere()
    {
        _twilio.Reply = static _ => Page(
            "/2010-04-01/next",
            Message("SM4", "Hello you", Started),
            Message("SM3", "Hello", Started, direction: "inbound"),
            Message("SM2", "Hello", Started, media: 1),
            Message("SM1", "Hello", Started.AddSeconds(-6)));

        (await FindAsync(new TextMessage("Hello"))).Should().BeNull();

        _twilio.Requests.Should().ContainSingle("the page reached back beyond the attempt");
    }

    [Fact]
    public async Task Find_OnTheNextPage_IsFound()
    {
        _twilio.Reply = static request => request.Target.Contains("Page=1", StringComparison.Ordinal)
            ? Page(null, Message("SM1", "Hello", Started))
            : Page("/2010-04-01/Accounts/AC1/Messages.json?Page=1", Message("SM2", "Other", Started));

        (await FindAsync(new TextMessage("Hello"))).Should().Be(SendResult.Accepted("SM1"));
    }

    [Fact]
    public async Task Find_EndlessPages_EndsAllTheSame()
    {
        _twilio.Reply = static _ => Page("/2010-04-01/again", Message("SM2", "Other", Started));

        (await FindAsync(new TextMessage("Hello"))).Should().BeNull();

        _twilio.Requests.Count.Should().BeLessThan(10);
    }

    public static TheoryData<OutboundMessage, string, int> Kinds => new()
    {
        { new MediaMessage(MediaKind.Image, MediaSource.FromLink(new Uri("https://example.com/a.jpg"))) { Caption = "Look" }, "Look", 1 },
        { new MediaMessage(MediaKind.Audio, MediaSource.FromLink(new Uri("https://example.com/a.ogg"))), string.Empty, 1 },
        { new LocationMessage(48.2, 16.4) { Name = "Vienna" }, "Vienna", 0 },
        { new ChoiceMessage("Which?", [new Choice("a", "A")]) { Header = "Sizes" }, "Sizes\nWhich?", 0 },
        { new TextMessage("two\r\nlines "), "two\nlines", 0 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Find_EveryKindWithWordsOfOurs_IsFound(OutboundMessage message, string body, int files)
    {
        _twilio.Reply = _ => Page(null, Message("SM3", body, Started, media: files));

        (await FindAsync(message)).Should().Be(SendResult.Accepted("SM3"));
    }

    [Fact]
    public async Task Find_Template_IsNotAskedFor()
    {
        (await FindAsync(new TemplateMessage("HX1", "en"))).Should().BeNull();

        _twilio.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(401, RetryScope.Credentials)]
    [InlineData(503, RetryScope.Message)]
    [InlineData(200, RetryScope.Message)]
    public async Task Find_TwilioCannotBeAsked_IsRetry(int status, RetryScope scope)
    {
        _twilio.Reply = _ => new StubReply(status, "{\"code\":20003}") { Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } };

        (await FindAsync(new TextMessage("Hello"))).Should().BeOfType<SendRetry>().Which.Scope.Should().Be(scope);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _twilio.DisposeAsync();
    }

    internal static StubReply Page(string? next, params string[] messages) =>
        new(200, $$"""{"messages":[{{string.Join(',', messages)}}],"page":0,"next_page_uri":{{(next is null ? "null" : $"\"{next}\"")}}}""");

    internal static string Message(string sid, string body, DateTimeOffset at, string direction = "outbound-api", string status = "sent", int? code = null, int media = 0)
    {
        string time = at.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        return $$"""
            {"sid":"{{sid}}","body":{{JsonSerializer.Serialize(body)}},"direction":"{{direction}}","status":"{{status}}","error_code":{{code?.ToString(CultureInfo.InvariantCulture) ?? "null"}},
             "from":"whatsapp:+{{(direction == "inbound" ? "15551112222" : "15550001111")}}","to":"whatsapp:+{{(direction == "inbound" ? "15550001111" : "15551112222")}}",
             "num_media":"{{media}}","num_segments":"1","messaging_service_sid":null,"date_created":"{{time}}","date_sent":"{{time}}"}
            """;
    }

    private ValueTask<SendResult?> FindAsync(OutboundMessage message) =>
        ((ISendLookup)_channel).FindSentAsync(message, new SendAttempt("01A", _fixture.Recipient, 1), Started, default);
}
