using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Concierge.Channels.Tests.Rig;

namespace Concierge.Channels.Tests;

/// <summary>What must hold for every channel: rotation, replays, own messages.</summary>
public sealed class ChannelSecurityTests : IAsyncLifetime
{
    private readonly IReadOnlyList<Provider> _providers = Provider.All();
    private readonly ConcurrentQueue<string> _handled = new();
    private BotHost _host = null!;

    public static TheoryData<string> Channels => ["meta", "twilio", "waha", "chatwoot"];

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Secret_Replaced_TheOldOneIsDeadWithinFiveSeconds_S06(string channel)
    {
        Provider provider = Of(channel);
        byte[] body = provider.Text(1, "11", "before");
        (await _host.PostAsync(provider, 1, body)).Should().Be(200);
        string fresh = Provider.SecretOf("rotated");

        _host.Set(provider.Section(1) + provider.SecretSetting, fresh);

        long changed = Stopwatch.GetTimestamp();
        await BotHost.UntilAsync(async () => await _host.PostAsync(provider, 1, provider.Text(1, "12", "old")) == 401);
        Stopwatch.GetElapsedTime(changed).Should().BeLessThan(TimeSpan.FromSeconds(5));
        byte[] next = provider.Text(1, "13", "after");
        (await _host.PostAsync(provider.Path(1), next, provider.Sign(next, Provider.Origin + provider.Path(1), fresh))).Should().Be(200);
        (await _host.PostAsync(provider, 2, provider.Text(2, "14", "other account"))).Should().Be(200);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Secret_Removed_NothingGetsIn_S06(string channel)
    {
        Provider provider = Of(channel);

        _host.Set(provider.Section(1) + provider.SecretSetting, string.Empty);

        await BotHost.UntilAsync(async () => await _host.PostAsync(provider, 1, provider.Text(1, "12", "old")) == 401);
        byte[] body = provider.Text(1, "13", "empty");
        (await _host.PostAsync(provider.Path(1), body, provider.Sign(body, Provider.Origin + provider.Path(1), " "))).Should().Be(401);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Replay_InEveryDress_HasNoEffect_S05(string channel)
    {
        Provider provider = Of(channel);
        byte[] body = provider.Text(1, "21", "once");
        (string Header, string Value)[] signed = provider.Sign(body, 1);
        string path = provider.Path(1);
        (await _host.PostAsync(path, body, signed)).Should().Be(200);

        for (int i = 0; i < 100; i++)
        {
            (await _host.PostAsync(path, body, [.. signed, ("X-Chatwoot-Delivery", $"{i}"), ("X-Webhook-Request-Id", $"{i}"), ("I-Twilio-Idempotency-Token", $"{i}")])).Should().Be(200);
        }

        (string Header, string Value) signature = signed[^1];
        foreach (string dressed in new[] { signature.Value.ToUpperInvariant(), signature.Value.Replace('+', '-').Replace('/', '_') + "=", $" {signature.Value}x", $"{signature.Value},{signature.Value}" })
        {
            (await _host.PostAsync(path, body, [.. signed[..^1], (signature.Header, dressed)])).Should().Be(401);
        }

        int other = await _host.PostAsync(provider.Path(2), body, signed);
        other.Should().Be(401);
        int query = await _host.PostAsync($"{path}?x=1&y=2", body, signed);
        query.Should().BeOneOf(200, 401);
        await _host.UntilRestAsync();
        _handled.Should().Equal("once");
    }

    [Fact]
    public async Task Replay_FieldsInAnotherOrder_HasNoEffect_S05()
    {
        Provider twilio = Of("twilio");
        byte[] body = twilio.Text(1, "22", "once");
        byte[] turned = Encoding.UTF8.GetBytes(string.Join('&', Encoding.UTF8.GetString(body).Split('&').Reverse()));

        (await _host.PostAsync(twilio, 1, body)).Should().Be(200);
        (await _host.PostAsync(twilio, 1, turned)).Should().Be(200, "the order is not signed");

        await _host.UntilRestAsync();
        _handled.Should().Equal("once");
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task OwnMessages_AreNeverAnswered_I11(string channel)
    {
        Provider provider = Of(channel);
        (await _host.PostAsync(provider, 1, provider.Text(1, "31", "hello"))).Should().Be(200);
        await _host.UntilRestAsync();
        int sent = provider.Stub.Requests.Count(request => provider.Describe(request) is not null);
        sent.Should().Be(1);

        foreach (byte[] own in Enumerable.Range(40, 3).SelectMany(i => provider.Own(1, $"{i}")))
        {
            (await _host.PostAsync(provider, 1, own)).Should().Be(200);
        }

        await _host.UntilRestAsync();
        _handled.Should().Equal("hello");
        provider.Stub.Requests.Count(request => provider.Describe(request) is not null).Should().Be(sent);
    }

    [Fact]
    public async Task TwilioByGet_IsTheSameMessage_AndOthersTakeNoGet()
    {
        Provider twilio = Of("twilio");
        byte[] body = twilio.Text(1, "51", "by get");
        string target = $"{twilio.Path(1)}?{Encoding.UTF8.GetString(body)}";

        (await _host.GetAsync(target, twilio.Sign([], Provider.Origin + target, twilio.Secret(1)))).Should().Be(200);
        (await _host.GetAsync(target, twilio.Sign([], Provider.Origin + target, twilio.Secret(2)))).Should().Be(401);
        (await _host.PostAsync(twilio, 1, body)).Should().Be(200);
        (await _host.GetAsync(Of("waha").Path(1))).Should().Be(405);
        (await _host.GetAsync(Of("chatwoot").Path(1))).Should().Be(405);

        await _host.UntilRestAsync();
        _handled.Should().Equal("by get");
    }

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(_providers, turn =>
    {
        _handled.Enqueue(turn.Text);
        turn.Reply("answer");
        return ValueTask.CompletedTask;
    });

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (Provider provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private Provider Of(string channel) => _providers.Single(provider => provider.Channel == channel);
}
