using Xunit;

namespace Concierge.Testing.Contracts.Channels;

/// <summary>A send is at most one request with an effect, and its outcome is told honestly.</summary>
/// <typeparam name="TFixture">The channel's fixture.</typeparam>
public abstract class ChannelSendingContract<TFixture> : ChannelContract<TFixture>
    where TFixture : ChannelContractFixture, new()
{
    private static readonly TextMessage Hello = new("Hello");

    private SendAttempt Attempt { get; set; } = null!;

    /// <summary>What the provider takes is accepted, with its id, in one request that carries the attempt id.</summary>
    [Fact]
    public async Task Send_ProviderTakesIt_IsAcceptedInOneRequest()
    {
        Provider.Reply = _ => Fixture.Accepted("sent-1");

        SendResult result = await SendAsync(Hello);

        Assert.Equal("sent-1", Assert.IsType<SendAccepted>(result).ProviderMessageId);
        StubRequest request = Assert.Single(Provider.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Contains("Hello", request.Text, StringComparison.Ordinal);
        if (Channel.Capabilities.EchoesAttemptId)
        {
            Assert.True(Fixture.CarriesAttemptId(request, Attempt.AttemptId));
        }
    }

    /// <summary>Every kind of message gives a result, in at most one POST.</summary>
    [Fact]
    public async Task Send_EveryKind_GivesAResultInAtMostOnePost()
    {
        Provider.Reply = _ => Fixture.Accepted("sent-1");
        foreach (OutboundMessage message in OutboundSamples.All)
        {
            int before = Provider.Requests.Count;
            SendResult result = await SendAsync(message);
            int posts = Provider.Requests.Skip(before).Count(static request => request.Method != "GET");
            Assert.NotNull(result);
            Assert.InRange(posts, result is SendAccepted ? 1 : 0, 1);
        }
    }

    /// <summary>Nobody to send to is a refusal, not a request.</summary>
    [Fact]
    public async Task Send_NobodyToSendTo_IsRejectedWithoutARequest()
    {
        SendResult result = await Channel.SendAsync(Hello, new SendAttempt("attempt-1", new ContactIdentity(), 1), CancellationToken.None);

        Assert.IsType<SendRejected>(result);
        Assert.Empty(Provider.Requests);
    }

    /// <summary>O12, O05: an answer from which nobody can tell is ambiguous, after exactly one request, in bounded time and memory.</summary>
    [Theory]
    [InlineData(StubFault.None, 200, "")]
    [InlineData(StubFault.None, 200, "<html><body>Welcome</body></html>")]
    [InlineData(StubFault.None, 200, "[]")]
    [InlineData(StubFault.None, 200, "null")]
    [InlineData(StubFault.None, 200, "{\"error\":{\"code\":131000}}")]
    [InlineData(StubFault.None, 302, "")]
    [InlineData(StubFault.None, 500, "")]
    [InlineData(StubFault.None, 502, "<html>bad gateway</html>")]
    [InlineData(StubFault.None, 503, "{}")]
    [InlineData(StubFault.Hang, 200, "")]
    [InlineData(StubFault.Reset, 200, "")]
    [InlineData(StubFault.HalfBody, 200, "{")]
    [InlineData(StubFault.SlowBody, 200, "")]
    [InlineData(StubFault.HugeBody, 200, "")]
    public async Task Send_NobodyCanTell_IsAmbiguousAfterOneRequest(StubFault fault, int status, string body)
    {
        Provider.Reply = _ => new StubReply(status, body) { Fault = fault, Headers = new Dictionary<string, string> { ["Location"] = $"{Provider.Address}elsewhere" } };
        long started = TimeProvider.System.GetTimestamp();

        SendResult result = await SendAsync(Hello);

        Assert.IsType<SendAmbiguous>(result);
        Assert.Single(Provider.Requests);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
        Assert.True(Provider.BytesSent < 20 * 1024 * 1024, "The channel read the provider's endless answer.");
    }

    /// <summary>O12: a success whose id is no id is not believed.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"\"")]
    public async Task Send_IdOfAnotherKind_IsAmbiguous(string id)
    {
        StubReply accepted = Fixture.Accepted("sent-1");
        Provider.Reply = _ => accepted with { Body = IdInAnswer().Replace(accepted.Body, id) };

        Assert.IsType<SendAmbiguous>(await SendAsync(Hello));
        Assert.Single(Provider.Requests);
    }

    /// <summary>O12: a provider that gives two messages one id took both.</summary>
    [Fact]
    public async Task Send_SameIdTwice_IsAcceptedTwice()
    {
        Provider.Reply = _ => Fixture.Accepted("sent-1");

        Assert.Equal("sent-1", Assert.IsType<SendAccepted>(await SendAsync(Hello)).ProviderMessageId);
        Assert.Equal("sent-1", Assert.IsType<SendAccepted>(await SendAsync(new TextMessage("Hello again"))).ProviderMessageId);
        Assert.Equal(2, Provider.Requests.Count);
    }

    /// <summary>O01: too many requests wait for as long as the provider says, at most an hour.</summary>
    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("-1", 0)]
    [InlineData("1e9", 3600)]
    [InlineData("garbage", null)]
    public async Task Send_TooManyRequests_IsRetriedAfterTheAskedWait(string retryAfter, int? seconds)
    {
        Provider.Reply = _ => new StubReply(429, "{}") { Headers = new Dictionary<string, string> { ["Retry-After"] = retryAfter } };

        SendRetry retry = Assert.IsType<SendRetry>(await SendAsync(Hello));

        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, retry.After);
        Assert.Single(Provider.Requests);
    }

    /// <summary>O09: refused credentials hold the account and lose nothing.</summary>
    [Fact]
    public async Task Send_Unauthorized_WaitsForCredentials()
    {
        Provider.Reply = static _ => new StubReply(401, "{}");

        Assert.Equal(RetryScope.Credentials, Assert.IsType<SendRetry>(await SendAsync(Hello)).Scope);
        Assert.Single(Provider.Requests);
    }

    /// <summary>What certainly did not leave may be repeated.</summary>
    [Theory]
    [InlineData("refused")]
    [InlineData("dns")]
    [InlineData("tls")]
    public async Task Send_NoConnection_IsRetry(string kind)
    {
        Uri address = kind switch
        {
            "refused" => ProviderStub.NobodyThere(),
            "dns" => new Uri("http://does-not-exist.invalid"),
            _ => new UriBuilder(Provider.Address) { Scheme = "https" }.Uri,
        };
        using var fixture = new TFixture();

        SendResult result = await fixture.CreateChannel(address, TimeSpan.FromSeconds(5)).SendAsync(Hello, new SendAttempt("attempt-1", fixture.Recipient, 1), CancellationToken.None);

        Assert.IsType<SendRetry>(result);
        Assert.Empty(Provider.Requests);
    }

    /// <summary>O05: a connection that the provider closed while it was idle does not lead to a second POST.</summary>
    [Fact]
    public async Task Send_ResetOnReusedConnection_IsNotRepeated()
    {
        int count = 0;
        Provider.Reply = _ => Interlocked.Increment(ref count) % 2 == 1 ? Fixture.Accepted("sent-1") : new StubReply(200) { Fault = StubFault.Reset };
        for (int i = 0; i < 20; i++)
        {
            SendResult result = await SendAsync(Hello);
            Assert.True(i % 2 == 0 ? result is SendAccepted : result is SendAmbiguous);
        }

        Assert.Equal(20, Provider.Requests.Count);
    }

    /// <summary>A send that was given up before it began makes no request.</summary>
    [Fact]
    public async Task Send_AlreadyCancelled_ThrowsWithoutARequest()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SendAsync(Hello, new CancellationToken(canceled: true)));
        Assert.Empty(Provider.Requests);
    }

    /// <summary>A send can be given up on the way.</summary>
    [Fact]
    public async Task Send_CancelledOnTheWay_Throws()
    {
        Provider.Reply = static _ => new StubReply(200) { Fault = StubFault.Hang };
        using var cancellation = new CancellationTokenSource();
        using var fixture = new TFixture();
        Task<SendResult> send = fixture.CreateChannel(Provider.Address, TimeSpan.FromMinutes(1))
            .SendAsync(Hello, new SendAttempt("attempt-1", fixture.Recipient, 1), cancellation.Token).AsTask();
        await Provider.FirstRequest;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await send);
    }

    private static System.Text.RegularExpressions.Regex IdInAnswer() => new("\"[^\"]*sent-1\"", System.Text.RegularExpressions.RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));

    private ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken = default)
    {
        Attempt = new SendAttempt("01contractattempt0000000001", Fixture.Recipient, 1);
        return Channel.SendAsync(message, Attempt, cancellationToken);
    }
}
