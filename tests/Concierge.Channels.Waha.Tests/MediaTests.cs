using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Waha.Tests;

/// <summary>S15, S16: files are fetched from the WAHA server, and its key goes nowhere else.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private const string Id = "false_15551112222@c.us_3EB0TEXT";
    private readonly ProviderStub _waha = new();
    private readonly ProviderStub _stranger = new();

    [Theory]
    [InlineData("http://localhost:3000/api/files/default/a.jpg")]
    [InlineData("https://waha.internal/base/api/files/default/a.jpg")]
    public async Task Download_WhateverHostTheServerNames_AsksTheConfiguredOneWithTheKey(string url)
    {
        using TestHost host = Host();
        _waha.Reply = static _ => new StubReply(200, "bytes") { ContentType = "image/jpeg" };

        (await ReadAsync(host, new MediaReference { Url = url })).Should().Be("bytes");

        StubRequest request = _waha.Requests.Should().ContainSingle().Subject;
        (request.Target, request.Header("X-Api-Key"), request.Header("Authorization")).Should().Be(("/api/files/default/a.jpg", TestHost.ApiKey, null));
    }

    [Fact]
    public async Task Download_ServerBelowAPath_KeepsThePath()
    {
        using TestHost host = TestHost.Start(options => options.ApiBaseUrl = new Uri(_waha.Address, "/waha"));
        _waha.Reply = static _ => new StubReply(200, "bytes");

        await ReadAsync(host, new MediaReference { Url = "http://localhost:3000/api/files/a.jpg" });

        _waha.Requests.Single().Target.Should().Be("/waha/api/files/a.jpg");
    }

    [Fact]
    public async Task Download_RedirectToStorage_GoesWithoutTheKey()
    {
        using TestHost host = Host(_stranger.Address.Authority);
        _waha.Reply = _ => new StubReply(307) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}file" } };
        _stranger.Reply = static _ => new StubReply(200, "bytes");

        (await ReadAsync(host, new MediaReference { Url = $"{_waha.Address}api/files/a.jpg" })).Should().Be("bytes");

        _waha.Requests.Single().Header("X-Api-Key").Should().Be(TestHost.ApiKey);
        _stranger.Requests.Single().Header("X-Api-Key").Should().BeNull();
    }

    [Fact]
    public async Task Download_Storage_GetsNoKey()
    {
        using TestHost host = Host(_stranger.Address.Authority);
        _stranger.Reply = static _ => new StubReply(200, "bytes");

        (await ReadAsync(host, new MediaReference { Url = $"{_stranger.Address}bucket/a.jpg?X-Amz-Signature=1" })).Should().Be("bytes");

        _stranger.Requests.Single().Header("X-Api-Key").Should().BeNull();
    }

    [Fact]
    public async Task Download_Stranger_IsNotContacted()
    {
        using TestHost host = Host();
        _waha.Reply = _ => new StubReply(307) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}steal" } };
        foreach (string url in new[] { $"{_stranger.Address}steal", $"{_waha.Address}api/files/a.jpg", "http://169.254.169.254/latest", "http://user@127.0.0.1/x", "file:///etc/passwd" })
        {
            Func<Task> download = () => ReadAsync(host, new MediaReference { Url = url });
            await download.Should().ThrowAsync<MediaUnavailableException>();
        }

        _stranger.Connections.Should().Be(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:3000/api/files/default/gone.jpg")]
    public async Task Download_FileGoneOrNeverFetched_AsksTheServerToFetchItAgain(string? url)
    {
        using TestHost host = Host();
        _waha.Reply = static request => request.Target switch
        {
            "/api/default/chats/15551112222%40c.us/messages/" + "false_15551112222%40c.us_3EB0TEXT?downloadMedia=true" => new StubReply(200, $"{{\"id\":\"{Id}\",\"media\":{{\"url\":\"http://localhost:3000/api/files/default/again.jpg\"}}}}"),
            "/api/files/default/again.jpg" => new StubReply(200, "bytes"),
            _ => new StubReply(404, "{}"),
        };

        (await ReadAsync(host, new MediaReference { Id = Id, Url = url })).Should().Be("bytes");
    }

    [Fact]
    public async Task Download_ServerDoesNotHaveIt_SaysWhatToCheck()
    {
        using TestHost host = Host();
        _waha.Reply = static _ => new StubReply(200, "{\"media\":null}");
        foreach (MediaReference media in new[] { new MediaReference { Id = Id }, new MediaReference() })
        {
            Func<Task> download = () => ReadAsync(host, media);
            await download.Should().ThrowAsync<MediaUnavailableException>().WithMessage("*WHATSAPP_DOWNLOAD_MEDIA*");
        }
    }

    [Fact]
    public async Task Download_TooLarge_IsRefused()
    {
        using TestHost host = Host();
        _waha.Reply = static _ => new StubReply(200, new string('x', 101));

        Func<Task> download = () => ReadAsync(host, new MediaReference { Url = $"{_waha.Address}api/files/a.jpg" });

        await download.Should().ThrowAsync<MediaTooLargeException>();
    }

    [Fact]
    public async Task Upload_TravelsInsideTheRequest()
    {
        using TestHost host = Host();
        var media = (IMediaChannel)host.Channel;

        (await media.UploadAsync(new MemoryStream([1, 2, 3]), "image/png", null, default)).Id.Should().Be("data:image/png;base64,AQID");

        Func<Task> tooLarge = async () => await media.UploadAsync(new MemoryStream(new byte[(16 * 1024 * 1024) + 1]), "image/png", null, default);
        await tooLarge.Should().ThrowAsync<MediaTooLargeException>();
        Func<Task> noType = async () => await media.UploadAsync(new MemoryStream([1]), "png\r\nX: 1", null, default);
        await noType.Should().ThrowAsync<MediaUnavailableException>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _waha.DisposeAsync();
        await _stranger.DisposeAsync();
    }

    private static async Task<string> ReadAsync(TestHost host, MediaReference media)
    {
        await using MediaDownload file = await ((IMediaChannel)host.Channel).DownloadAsync(media, 100, default);
        using var reader = new StreamReader(file.Content);
        return await reader.ReadToEndAsync();
    }

    private TestHost Host(params string[] hosts) => TestHost.Start(options =>
    {
        options.ApiBaseUrl = _waha.Address;
        options.MediaHosts = [.. hosts];
    });
}
