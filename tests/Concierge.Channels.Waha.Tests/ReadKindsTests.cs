using System.Text;

namespace Concierge.Channels.Waha.Tests;

/// <summary>What every event becomes.</summary>
public sealed class ReadKindsTests : IDisposable
{
    private readonly TestHost _host = TestHost.Start(static _ => { });

    [Theory]
    [InlineData("text", "message text Phone=15551112222")]
    [InlineData("text-lid-group", "message text Phone=15551112222,Lid=456 in 123@g.us")]
    [InlineData("own-app", "handoff text")]
    [InlineData("own-api", "notice message.own text")]
    [InlineData("voice", "message audio Phone=15551112222")]
    [InlineData("list-reply", "message choice row-2=Second")]
    [InlineData("reaction", "message reaction 👍->3EB2")]
    [InlineData("edited", "message edit false_15551112222@c.us_3EB0TEXT=New")]
    [InlineData("revoked", "message revoke false_15551112222@c.us_3EB0TEXT")]
    [InlineData("ack-read", "receipt 3EB2 Read ")]
    [InlineData("ack-group", "receipt 3EB2 Delivered 9")]
    [InlineData("poll-vote", "message choice Red=Red|message choice Blue=Blue")]
    [InlineData("call", "message call Phone=15551112222")]
    [InlineData("status", "notice session.status SCAN_QR_CODE")]
    [InlineData("waiting", "message unsupported Phone=15551112222")]
    [InlineData("engine", "notice engine.event ")]
    [InlineData("new-event", "unknown")]
    [InlineData("location", "message location Phone=15551112222")]
    [InlineData("contact", "message contacts Phone=15551112222")]
    public void Read_Recording_GivesExactlyThis(string file, string expected) =>
        string.Join('|', Read(Files.Recording(file + ".json")).Select(Describe)).Should().Be(expected);

    [Fact]
    public void Read_VoiceOnGows_IsVoice() =>
        Read(Files.Recording("voice.json")).Should().ContainSingle().Which.Should().BeOfType<MessageReceived>().Which.Body.Should().BeOfType<MediaBody>().Which.IsVoice.Should().BeTrue();

    [Theory]
    [InlineData("{\"event\":\"message\",\"session\":\"default\",\"engine\":\"WEBJS\"}", "208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89")]
    [InlineData("{\"id\":\"evt_01HZX0000000000000000000AA\",\"event\":\"message\",\"payload\":{\"body\":\"café 😀 <b>\"}}", "5e0113df1891a1887859150d6cd69a5110550c641b8a7ceb53db8f64e250c61014f6867ed6b5ec22dc3a27bd6aaba57bb10c69ebaae6508cf7ce37a6e1b90860")]
    public void Authenticate_Vector_IsAuthenticUnlessAnotherAlgorithmIsNamed(string body, string mac)
    {
        Verdict(body, mac, null).Should().Be(WebhookVerdict.Authentic);
        Verdict(body, mac, "sha512").Should().Be(WebhookVerdict.Authentic);
        Verdict(body, mac, "sha256").Should().Be(WebhookVerdict.Rejected);
    }

    public void Dispose() => _host.Dispose();

    private WebhookVerdict Verdict(string body, string mac, string? algorithm) => _host.Channel.Authenticate(new WebhookRequest(
        "POST", "/", name => name == "X-Webhook-Hmac" ? mac : name == "X-Webhook-Hmac-Algorithm" && algorithm is not null ? algorithm : default, Encoding.UTF8.GetBytes(body)));

    private IReadOnlyList<ChannelEvent> Read(string body)
    {
        var sink = new ChannelEventSink();
        _host.Channel.Read(new WebhookRequest("POST", "/", static _ => default, Encoding.UTF8.GetBytes(body)), sink);
        return sink.Events;
    }

    private static string Describe(ChannelEvent channelEvent) => channelEvent switch
    {
        MessageReceived message => $"message {message.Body.Kind} {Body(message)}{(message.Group is null ? null : " in " + message.Group.Value)}",
        HandoffReceived handoff => $"handoff {handoff.Body?.Kind}",
        ReceiptReceived receipt => $"receipt {receipt.MessageId} {receipt.Status} {receipt.Participant?.Value}",
        AccountNotice notice => $"notice {notice.Topic} {notice.Event}",
        _ => "unknown",
    };

    private static string Body(MessageReceived message) => message.Body switch
    {
        ChoiceBody choice => $"{choice.ChoiceId}={choice.Title}",
        ReactionBody reaction => $"{reaction.Emoji}->{reaction.TargetMessageId}",
        EditBody edit => $"{edit.TargetMessageId}={edit.PlainText}",
        RevokeBody revoke => revoke.TargetMessageId,
        _ => string.Join(',', message.Sender.Addresses.Select(static address => $"{address.Kind}={address.Value}")),
    };
}
