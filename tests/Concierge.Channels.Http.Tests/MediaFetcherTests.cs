using System.Net.Http.Headers;
using Concierge.Channels;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Http.Tests;

/// <summary>S15, S16, S17: what the fetcher contacts and how much it takes.</summary>
public sealed class MediaFetcherTests : IAsyncLifetime
{
    private readonly ProviderStub _server = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddProviderHttp().AddProviderHttp().BuildServiceProvider();

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://lookaside.fbsbx.com/x")]
    [InlineData("http://lookaside.fbsbx.com/x")]
    [InlineData("https://lookaside.fbsbx.com:8443/x")]
    [InlineData("https://lookaside.fbsbx.com@evil.example/x")]
    [InlineData("https://user:pass@lookaside.fbsbx.com/x")]
    [InlineData("https://lookaside.fbsbx.com.evil.example/x")]
    [InlineData("https://evilfbsbx.com/x")]
    [InlineData("https://fbsbx.com/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public async Task Fetch_AddressOutsideThePolicy_IsRefused(string address)
    {
        var policy = new MediaPolicy { AllowedHosts = new HostList("lookaside.fbsbx.com", "*.fbsbx.com") };
        Func<Task> fetch = async () => await Fetcher.FetchAsync(new Uri(address), policy, 100, default);

        await fetch.Should().ThrowAsync<MediaUnavailableException>();
    }

    [Fact]
    public async Task Fetch_LocalAddressOfAnAllowedHost_IsRefusedAtConnectTime()
    {
        // "localhost" is allowed by name, but not trusted: the address decides.
        var policy = new MediaPolicy { AllowedHosts = new HostList("*") };
        Func<Task> fetch = async () => await Fetcher.FetchAsync(new Uri("https://localhost/x"), policy, 100, default);

        (await fetch.Should().ThrowAsync<MediaUnavailableException>()).Which.InnerException!.InnerException.Should().BeOfType<BlockedAddressException>();
    }

    [Fact]
    public async Task Fetch_EndlessBody_EndsAtTheLimit()
    {
        _server.Reply = static _ => new StubReply(200) { Fault = StubFault.HugeBody };
        Func<Task> declared = async () => await Fetcher.FetchAsync(_server.Address, Trusted, 1_000_000, default);

        await declared.Should().ThrowAsync<MediaTooLargeException>();
        _server.BytesSent.Should().BeLessThan(20_000_000);
    }

    [Fact]
    public async Task Fetch_OneBytePerSecond_EndsInTime()
    {
        _server.Reply = static _ => new StubReply(200) { Fault = StubFault.SlowBody };
        await using MediaDownload file = await Fetcher.FetchAsync(_server.Address, Trusted with { Limit = TimeSpan.FromSeconds(1.5) }, 2_000_000, default);

        Func<Task> read = async () => await file.Content.CopyToAsync(Stream.Null);

        await read.Should().ThrowAsync<MediaUnavailableException>();
    }

    [Fact]
    public async Task Fetch_BrokenTransfer_IsAnErrorNotAShortFile()
    {
        _server.Reply = static _ => new StubReply(200, "half") { Fault = StubFault.HalfBody };
        await using MediaDownload file = await Fetcher.FetchAsync(_server.Address, Trusted, 1000, default);

        Func<Task> read = async () => await file.Content.CopyToAsync(Stream.Null);

        await read.Should().ThrowAsync<MediaUnavailableException>();
    }

    [Fact]
    public async Task Get_PassingTrouble_IsRepeatedAndPostIsNot()
    {
        int count = 0;
        _server.Reply = _ => Interlocked.Increment(ref count) < 3 ? new StubReply(503) : new StubReply(200, "ok");
        ProviderClient client = _services.GetRequiredService<ProviderClient>();

        ProviderReply get = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, _server.Address), TimeSpan.FromSeconds(20), default);
        get.Status.Should().Be(200);
        _server.Requests.Should().HaveCount(3);

        _server.Reply = static _ => new StubReply(503);
        ProviderReply post = await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, _server.Address) { Content = new SingleUseContent("x"u8.ToArray(), "text/plain") }, TimeSpan.FromSeconds(20), default);
        post.Status.Should().Be(503);
        _server.Requests.Should().HaveCount(4);
    }

    [Fact]
    public async Task SingleUseContent_SentASecondTime_Throws()
    {
        using var content = new SingleUseContent("x"u8.ToArray(), "text/plain");
        content.HasStarted.Should().BeFalse();
        await content.CopyToAsync(Stream.Null);
        content.HasStarted.Should().BeTrue();

        Func<Task> again = async () => await content.CopyToAsync(Stream.Null);

        await again.Should().ThrowAsync<InvalidOperationException>();
    }

    [Theory]
    [InlineData("graph.facebook.com", "https://GRAPH.facebook.com/x", true)]
    [InlineData("graph.facebook.com", "https://graph.facebook.com./x", true)]
    [InlineData("*.fbsbx.com", "https://a.b.fbsbx.com", true)]
    [InlineData("*.fbsbx.com", "https://fbsbx.com", false)]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5000/x", true)]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5001/x", false)]
    [InlineData("*", "https://anything.example", true)]
    [InlineData(" ", "https://anything.example", false)]
    public void HostList_Pattern_MatchesHosts(string pattern, string address, bool expected) => new HostList(pattern).Contains(new Uri(address)).Should().Be(expected);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    private MediaFetcher Fetcher => _services.GetRequiredService<MediaFetcher>();

    private MediaPolicy Trusted => new()
    {
        AllowedHosts = HostList.None,
        TrustedHosts = new HostList(_server.Address.Authority),
        Credentials = new AuthenticationHeaderValue("Bearer", "token"),
    };
}
