using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>What was missed is listed as events with the ids of its webhooks.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private const string Messages = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages";
    private static readonly DateTimeOffset Since = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly ProviderStub _twilio = new();
    private readonly TwilioFixture _fixture = new();
    private readonly IChannel _channel;

    public HistoryTests() => _channel = _fixture.CreateChannel(_twilio.Address, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Read_MissedMessages_AreTheWebhooksEventsOldestFirst()
    {
        _twilio.Reply = static request => request.Target.Contains("Page=1", StringComparison.Ordinal)
            ? LookupTests.Page(null, Inbound("SM1", "first", Since), Inbound("SM0", "too old", Since.AddSeconds(-1)))
            : LookupTests.Page($"{Messages}.json?Page=1", Inbound("SM3", "second", Since.AddMinutes(2)), LookupTests.Message("SM2", "ours", Since.AddMinutes(1)));
        MessageReceived webhook = _fixture.Read(_channel, Files.Recording("text")).Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Subject;

        MessageReceived[] events = await ReadAsync(_channel);

        events.Select(static message => (message.Id, message.Body.PlainText, message.OccurredAt)).Should().Equal(("SM1", "first", Since), ("SM3", "second", Since.AddMinutes(2)));
        events[0].AccountId.Should().Be(webhook.AccountId);
        events[0].Sender.Addresses.Should().Equal(webhook.Sender.Addresses);
        events.Should().OnlyContain(static message => !message.Raw.IsEmpty);
        _twilio.Requests.First().Target.Should().Be($"{Messages}.json?DateSent%3E=2026-05-01&To=whatsapp%3A%2B15550001111&PageSize=200");
    }

    [Fact]
    public async Task Read_Files_AreLookedUpAndHaveTheWebhooksIds()
    {
        _twilio.Reply = static request => request.Target == $"{Messages}/SM1/Media.json"
            ? new StubReply(200, """{"media_list":[{"sid":"ME1","content_type":"image/png"},{"sid":"ME2","content_type":"image/jpeg"}]}""")
            : LookupTests.Page(null, LookupTests.Message("SM1", "Both", Since, "inbound", media: 2));
        IReadOnlyList<ChannelEvent> webhook = _fixture.Read(_channel, Files.Recording("two-files"));

        MessageReceived[] events = await ReadAsync(_channel);

        events.Select(static message => message.Id).Should().Equal(webhook.Cast<MessageReceived>().Select(static message => message.Id));
        events.Select(static message => ((MediaBody)message.Body).Caption).Should().Equal("Both", null);
        ((MediaBody)events[1].Body).Media.Url.Should().Be($"{_twilio.Address}{Messages[1..]}/SM1/Media/ME2");
    }

    [Fact]
    public async Task Read_FilesDeleted_GivesTheMessageAllTheSame()
    {
        _twilio.Reply = static request => request.Target.EndsWith("/Media.json", StringComparison.Ordinal)
            ? new StubReply(404, "{\"code\":20404}")
            : LookupTests.Page(null, LookupTests.Message("SM1", "Look", Since, "inbound", media: 1));

        (await ReadAsync(_channel)).Should().ContainSingle().Which.Body.Should().Be(new TextBody("Look"));
    }

    [Fact]
    public async Task Read_MessagingService_GivesItsOwnOnly()
    {
        using var host = TestHost.Start(options =>
        {
            options.ApiBaseUrl = _twilio.Address;
            options.From = null;
            options.MessagingServiceSid = "MG1";
        });
        _twilio.Reply = static _ => LookupTests.Page(
            null,
            Inbound("SM2", "theirs", Since),
            Inbound("SM1", "ours", Since).Replace("\"messaging_service_sid\":null", "\"messaging_service_sid\":\"MG1\"", StringComparison.Ordinal));

        MessageReceived message = (await ReadAsync(host.Channel)).Should().ContainSingle().Subject;

        (message.Id, message.AccountId).Should().Be(("SM1", "MG1"));
    }

    [Fact]
    public async Task Read_NextPageElsewhere_KeepsTheCredentialsAtTheApi()
    {
        await using var stranger = new ProviderStub();
        var hosts = new Queue<string>([$"//{stranger.Address.Authority}/x", $"@{stranger.Address.Authority}/x", stranger.Address.AbsoluteUri]);
        while (hosts.TryDequeue(out string? next))
        {
            _twilio.Reply = request => request.Target.Contains("PageSize", StringComparison.Ordinal) ? LookupTests.Page(next, Inbound("SM1", "x", Since)) : LookupTests.Page(null);
            await ReadAsync(_channel);
        }

        stranger.Connections.Should().Be(0);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(200)]
    public async Task Read_Refused_ThrowsWithoutSecrets(int status)
    {
        _twilio.Reply = _ => new StubReply(status, "<html>");

        Func<Task> read = () => ReadAsync(_channel);

        (await read.Should().ThrowAsync<HttpRequestException>()).Which.Message.Should().NotContain(TestHost.AuthToken);
    }

    [Fact]
    public async Task Read_PagesWithoutEnd_EndsAllTheSame()
    {
        _twilio.Reply = static _ => LookupTests.Page($"{Messages}.json?Page=1", LookupTests.Message("SM1", "ours", Since));

        (await ReadAsync(_channel)).Should().BeEmpty();

        _twilio.Requests.Count.Should().BeLessThan(100);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _twilio.DisposeAsync();
    }

    private static string Inbound(string sid, string body, DateTimeOffset at) => LookupTests.Message(sid, body, at, "inbound", "received");

    private static async Task<MessageReceived[]> ReadAsync(IChannel channel)
    {
        var events = new List<ChannelEvent>();
        await foreach (ChannelEvent channelEvent in ((IHistoryChannel)channel).ReadHistoryAsync(Since, default))
        {
            events.Add(channelEvent);
        }

        return [.. events.Cast<MessageReceived>()];
    }
}
