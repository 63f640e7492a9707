using System.Text;
using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Meta.Tests;

/// <summary>S15, S16: files are fetched from where Meta keeps them, and the token goes nowhere else.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private readonly ProviderStub _meta = new();
    private readonly ProviderStub _stranger = new();
    private readonly MetaFixture _fixture = new();
    private readonly IMediaChannel _channel;

    public MediaTests() => _channel = (IMediaChannel)_fixture.CreateChannel(_meta.Address, TimeSpan.FromSeconds(5));

    [Fact]
    public async Task Download_ById_ResolvesThenFetchesWithTheToken()
    {
        _meta.Reply = request => request.Target.StartsWith("/v23.0/", StringComparison.Ordinal)
            ? new StubReply(200, $$"""{"messaging_product":"whatsapp","url":"{{_meta.Address}}file/1","mime_type":"image/jpeg","file_size":"5","id":"77"}""")
            : new StubReply(200, "bytes") { ContentType = "image/jpeg" };

        await using MediaDownload file = await _channel.DownloadAsync(new MediaReference { Id = "77" }, 5, default);

        (await ReadAsync(file)).Should().Be("bytes");
        file.MimeType.Should().Be("image/jpeg");
        _meta.Requests.Select(static request => request.Target).Should().Equal("/v23.0/77?phone_number_id=106540352242922", "/file/1");
        _meta.Requests.Should().OnlyContain(static request => request.Header("Authorization") == "Bearer " + TestHost.AccessToken);
        _meta.Requests.Last().Header("User-Agent").Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Download_AddressExpired_IsResolvedOnceMore()
    {
        int file = 0;
        _meta.Reply = request => request.Target.StartsWith("/v23.0/", StringComparison.Ordinal)
            ? new StubReply(200, $$"""{"url":"{{_meta.Address}}file/{{Interlocked.Increment(ref file)}}"}""")
            : request.Target == "/file/1" ? new StubReply(404) : new StubReply(200, "bytes");

        await using MediaDownload download = await _channel.DownloadAsync(new MediaReference { Id = "77" }, 100, default);

        (await ReadAsync(download)).Should().Be("bytes");
    }

    [Fact]
    public async Task Download_LargerThanAllowed_EndsInMediaTooLarge()
    {
        _meta.Reply = request => request.Target.StartsWith("/v23.0/", StringComparison.Ordinal)
            ? new StubReply(200, $$"""{"url":"{{_meta.Address}}file/1"{{(request.Target.Contains("88", StringComparison.Ordinal) ? ",\"file_size\":101" : null)}}}""")
            : new StubReply(200, new string('x', 101));
        Func<Task> declared = async () => await _channel.DownloadAsync(new MediaReference { Id = "88" }, 100, default);
        Func<Task> found = async () => await _channel.DownloadAsync(new MediaReference { Id = "77" }, 100, default);

        await declared.Should().ThrowAsync<MediaTooLargeException>();
        await found.Should().ThrowAsync<MediaTooLargeException>();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Download_RedirectToAStranger_ContactsNobodyAndTellsNoToken(int status)
    {
        _meta.Reply = _ => new StubReply(status) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}steal" } };

        Func<Task> download = async () => await _channel.DownloadAsync(new MediaReference { Url = $"{_meta.Address}file/1" }, 100, default);

        await download.Should().ThrowAsync<MediaUnavailableException>();
        _stranger.Connections.Should().Be(0);
    }

    [Fact]
    public async Task Download_RedirectToAConfiguredHost_GoesWithoutTheToken()
    {
        using var host = TestHost.Start(options =>
        {
            options.ApiBaseUrl = _meta.Address;
            options.MediaHosts.Add(_stranger.Address.Authority);
        });
        _meta.Reply = _ => new StubReply(302) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}file" } };
        _stranger.Reply = static _ => new StubReply(200, "bytes");

        await using MediaDownload file = await ((IMediaChannel)host.Channel).DownloadAsync(new MediaReference { Url = $"{_meta.Address}file/1" }, 100, default);

        (await ReadAsync(file)).Should().Be("bytes");
        _stranger.Requests.Should().ContainSingle().Which.Header("Authorization").Should().BeNull();
    }

    [Fact]
    public async Task Download_EndlessRedirects_EndAfterThree()
    {
        _meta.Reply = _ => new StubReply(302) { Headers = new Dictionary<string, string> { ["Location"] = "/again" } };

        Func<Task> download = async () => await _channel.DownloadAsync(new MediaReference { Url = $"{_meta.Address}file/1" }, 100, default);

        await download.Should().ThrowAsync<MediaUnavailableException>();
        _meta.Requests.Should().HaveCount(4);
    }

    [Theory]
    [InlineData("../../me")]
    [InlineData("..")]
    [InlineData("1/2")]
    [InlineData("1?x=")]
    [InlineData("")]
    public async Task Download_IdThatIsAPath_IsRefusedUnasked(string id)
    {
        Func<Task> download = async () => await _channel.DownloadAsync(new MediaReference { Id = id }, 100, default);

        await download.Should().ThrowAsync<MediaUnavailableException>();
        _meta.Connections.Should().Be(0);
    }

    [Fact]
    public async Task Upload_File_GivesTheIdInOneRequest()
    {
        _meta.Reply = static _ => new StubReply(200, "{\"id\":\"4711\"}");

        MediaSource source = await _channel.UploadAsync(new MemoryStream("bytes"u8.ToArray()), "image/png", "..\\..\\a\"b.png", default);

        source.Id.Should().Be("4711");
        StubRequest request = _meta.Requests.Should().ContainSingle().Subject;
        request.Target.Should().Be("/v23.0/106540352242922/media");
        request.Text.Should().Contain("whatsapp").And.Contain("image/png").And.Contain("bytes").And.Contain("ab.png");
    }

    [Fact]
    public async Task Upload_Refused_SaysSo()
    {
        _meta.Reply = static _ => new StubReply(400, "{\"error\":{\"code\":131053}}");
        Func<Task> upload = async () => await _channel.UploadAsync(new MemoryStream([1]), "image/png", null, default);

        await upload.Should().ThrowAsync<MediaUnavailableException>().WithMessage("*400*");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _fixture.Dispose();
        await _meta.DisposeAsync();
        await _stranger.DisposeAsync();
    }

    private static async Task<string> ReadAsync(MediaDownload file)
    {
        using var reader = new StreamReader(file.Content, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
