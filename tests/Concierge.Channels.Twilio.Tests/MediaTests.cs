using Concierge.Testing.Contracts.Channels;

namespace Concierge.Channels.Twilio.Tests;

/// <summary>S15, S16: files are fetched from where Twilio keeps them, and the credentials go nowhere else.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private readonly ProviderStub _twilio = new();
    private readonly ProviderStub _stranger = new();

    [Fact]
    public async Task Download_RedirectToStorage_GoesWithoutCredentials()
    {
        using TestHost host = Host(_stranger.Address.Authority);
        _twilio.Reply = _ => new StubReply(307) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}file" } };
        _stranger.Reply = static _ => new StubReply(200, "bytes") { ContentType = "image/jpeg" };

        await using MediaDownload file = await ((IMediaChannel)host.Channel).DownloadAsync(new MediaReference { Url = $"{_twilio.Address}Media/ME1" }, 100, default);

        using var reader = new StreamReader(file.Content);
        (await reader.ReadToEndAsync()).Should().Be("bytes");
        _twilio.Requests.Single().Header("Authorization").Should().StartWith("Basic ");
        _stranger.Requests.Single().Header("Authorization").Should().BeNull();
    }

    [Fact]
    public async Task Download_MediaHost_GetsNoCredentials()
    {
        using TestHost host = Host(_stranger.Address.Authority);
        await using MediaDownload file = await ((IMediaChannel)host.Channel).DownloadAsync(new MediaReference { Url = $"{_stranger.Address}file" }, 100, default);

        _stranger.Requests.Single().Header("Authorization").Should().BeNull();
    }

    [Fact]
    public async Task Download_Stranger_IsNotContacted()
    {
        using TestHost host = Host();
        var channel = (IMediaChannel)host.Channel;
        _twilio.Reply = _ => new StubReply(307) { Headers = new Dictionary<string, string> { ["Location"] = $"{_stranger.Address}steal" } };
        foreach (string? url in new[] { $"{_stranger.Address}steal", $"{_twilio.Address}Media/ME1", "https://api.twilio.com.evil.example/x", "no address", null })
        {
            Func<Task> download = async () => await channel.DownloadAsync(new MediaReference { Url = url }, 100, default);
            await download.Should().ThrowAsync<MediaUnavailableException>();
        }

        _stranger.Connections.Should().Be(0);
    }

    [Fact]
    public async Task Upload_IsRefusedSayingWhatToDo()
    {
        using TestHost host = Host();
        Func<Task> upload = async () => await ((IMediaChannel)host.Channel).UploadAsync(new MemoryStream([1]), "image/png", null, default);

        await upload.Should().ThrowAsync<MediaUnavailableException>().WithMessage("*public https link*");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _twilio.DisposeAsync();
        await _stranger.DisposeAsync();
    }

    private TestHost Host(params string[] hosts) => TestHost.Start(options =>
    {
        options.ApiBaseUrl = _twilio.Address;
        options.MediaHosts = [.. hosts];
    });
}
