using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Meta.Tests;

/// <summary>Read marks, the typing sign and the registration of the webhook address.</summary>
public sealed class FacetTests : IAsyncLifetime
{
    private readonly ProviderStub _meta = new();
    private readonly MetaFixture _fixture = new();

    [Fact]
    public async Task MarkRead_Taken_IsTrue()
    {
        _meta.Reply = static _ => new StubReply(200, "{\"success\":true}");

        (await ((IReadReceiptChannel)Channel()).MarkReadAsync("wamid.1", default)).Should().BeTrue();

        _meta.Requests.Single().Text.Should().Be("{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.1\"}");
    }

    [Fact]
    public async Task ShowTyping_Taken_IsTrueAndMarksRead()
    {
        _meta.Reply = static _ => new StubReply(200, "{\"success\":true}");
        var channel = (ITypingChannel)Channel();

        (await channel.ShowTypingAsync(_fixture.Recipient, "wamid.1", default)).Should().BeTrue();

        channel.TypingDuration.Should().Be(TimeSpan.FromSeconds(25));
        _meta.Requests.Single().Text.Should().Be("{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.1\",\"typing_indicator\":{\"type\":\"text\"}}");
    }

    [Fact]
    public async Task ShowTyping_WithoutAMessage_IsFalseUnasked()
    {
        (await ((ITypingChannel)Channel()).ShowTypingAsync(_fixture.Recipient, null, default)).Should().BeFalse();

        _meta.Connections.Should().Be(0);
    }

    [Theory]
    [InlineData(StubFault.None, 400)]
    [InlineData(StubFault.None, 500)]
    [InlineData(StubFault.Reset, 200)]
    [InlineData(StubFault.Hang, 200)]
    public async Task MarkRead_Trouble_IsFalseAfterOneRequest(StubFault fault, int status)
    {
        _meta.Reply = _ => new StubReply(status, "{}") { Fault = fault };

        (await ((IReadReceiptChannel)Channel(timeoutSeconds: 1)).MarkReadAsync("wamid.1", default)).Should().BeFalse();

        _meta.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Register_WithBusinessAccount_SetsTheAddress()
    {
        using var host = TestHost.Start(options =>
        {
            options.ApiBaseUrl = _meta.Address;
            options.BusinessAccountId = "9988";
        });
        _meta.Reply = static _ => new StubReply(200, "{\"success\":true}");

        IReadOnlyList<string> sentences = await ((IWebhookRegistrar)host.Channel).RegisterAsync(new Uri("https://bot.example.com/webhooks/meta"), default);

        _meta.Requests.Single().Target.Should().Be("/v23.0/9988/subscribed_apps");
        _meta.Requests.Single().Text.Should().Be($"{{\"override_callback_uri\":\"https://bot.example.com/webhooks/meta\",\"verify_token\":\"{TestHost.VerifyToken}\"}}");
        sentences.Should().NotBeEmpty().And.OnlyContain(static sentence => !sentence.Contains(TestHost.VerifyToken, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Register_WithoutBusinessAccount_NamesTheSetting()
    {
        Func<Task> register = async () => await ((IWebhookRegistrar)Channel()).RegisterAsync(new Uri("https://bot.example.com"), default);

        await register.Should().ThrowAsync<InvalidOperationException>().WithMessage("Concierge:Meta:BusinessAccountId is missing*");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _meta.DisposeAsync();
    }

    private IChannel Channel(int timeoutSeconds = 10) => _fixture.CreateChannel(_meta.Address, TimeSpan.FromSeconds(timeoutSeconds));
}
