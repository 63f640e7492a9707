using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Chatwoot.Tests;

/// <summary>S15, S16: files, typing and the registration of the webhook.</summary>
public sealed class FacetTests : IAsyncLifetime
{
    private readonly ProviderStub _chatwoot = new();
    private readonly ProviderStub _stranger = new();
    private readonly ChatwootFixture _fixture = new();
    private readonly ChatwootChannel _channel;

    public FacetTests() => _channel = (ChatwootChannel)_fixture.CreateChannel(_chatwoot.Address, TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Download_RedirectOnTheServer_GetsTheFileWithoutAToken()
    {
        _chatwoot.Reply = static request => request.Target == "/redirect/a"
            ? new StubReply(302) { Headers = new Dictionary<string, string> { ["Location"] = "/disk/a" } }
            : new StubReply(200, "bytes");

        await using MediaDownload file = await _channel.DownloadAsync(new MediaReference { Url = $"{_chatwoot.Address}redirect/a" }, 5, default);

        using var reader = new StreamReader(file.Content);
        (await reader.ReadToEndAsync()).Should().Be("bytes");
        _chatwoot.Requests.Should().HaveCount(2).And.OnlyContain(static request => request.Header("api_access_token") == null && request.Header("Authorization") == null);
    }

    [Fact]
    public async Task Download_RedirectToAStranger_ContactsNobody()
    {
        _chatwoot.Reply = _ => new StubReply(302) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}steal" } };

        Func<Task> download = async () => await _channel.DownloadAsync(new MediaReference { Url = $"{_chatwoot.Address}a" }, 5, default);

        await download.Should().ThrowAsync<MediaUnavailableException>();
        _stranger.Connections.Should().Be(0);
    }

    [Fact]
    public async Task Upload_Taken_GivesTheIdToSend()
    {
        _chatwoot.Reply = static _ => new StubReply(200, "{\"file_url\":\"x\",\"blob_key\":\"k\",\"blob_id\":\"eyJf--12\"}");

        MediaSource source = await _channel.UploadAsync(new MemoryStream([65]), "image/png", "../a b.png", default);

        source.Id.Should().Be("eyJf--12");
        _chatwoot.Requests.Should().ContainSingle().Which.Target.Should().Be("/api/v1/accounts/8/upload");
    }

    [Fact]
    public async Task ShowTyping_PostsToTheConversation()
    {
        _chatwoot.Reply = static _ => new StubReply(200);

        (await _channel.ShowTypingAsync(_fixture.Recipient, null, default)).Should().BeTrue();
        (await _channel.ShowTypingAsync(new ContactIdentity(), null, default)).Should().BeFalse();

        StubRequest request = _chatwoot.Requests.Should().ContainSingle().Subject;
        (request.Target, request.Text).Should().Be(("/api/v1/accounts/8/conversations/26/toggle_typing_status", "{\"typing_status\":\"on\"}"));
    }

    [Theory]
    [InlineData("[]", "POST", "/api/v1/accounts/8/webhooks")]
    [InlineData("[{\"id\":5,\"url\":\"https://bot.example.com/webhooks/chatwoot\"}]", "PATCH", "/api/v1/accounts/8/webhooks/5")]
    public async Task Register_CreatesOrMends_AndTellsNoSecret(string existing, string method, string target)
    {
        _chatwoot.Reply = request => new StubReply(200, request.Method == "GET" ? "{\"payload\":{\"webhooks\":" + existing + "}}" : "{\"payload\":{\"webhook\":{\"id\":5,\"secret\":\"s3cr3t\"}}}");

        IReadOnlyList<string> lines = await _channel.RegisterAsync(new Uri("https://bot.example.com/webhooks/chatwoot"), default);

        StubRequest request = _chatwoot.Requests.Last();
        (request.Method, request.Target).Should().Be((method, target));
        request.Text.Should().Contain("conversation_status_changed");
        string.Join(' ', lines).Should().Contain("WebhookSecrets").And.NotContain("s3cr3t");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _chatwoot.DisposeAsync();
        await _stranger.DisposeAsync();
    }
}
