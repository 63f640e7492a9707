using System.Text;
using System.Text.Json.Nodes;
using Concierge.Storage;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Waha.Tests;

/// <summary>S05, I02: signed webhooks through the core; what one person wrote once is one input, however WAHA spells and repeats it.</summary>
public sealed class OneEffectTests : IDisposable
{
    private readonly WahaFixture _fixture = new();

    [Theory]
    [InlineData(1, "text", "text")]
    [InlineData(1, "text", "text-any", "text-lid")]
    [InlineData(1, "text-lid-only", "text-any")]
    [InlineData(2, "text-any", "edited-webjs")]
    [InlineData(2, "text-any", "revoked-webjs")]
    [InlineData(2, "text-any", "revoked", "revoked-webjs")]
    [InlineData(2, "waiting", "text-any")]
    [InlineData(2, "text-any", "reaction", "reaction")]
    [InlineData(1, "own-app", "own-app-lid")]
    public async Task Webhooks_OfTheseRecordings_GiveThatManyInputs(int inputs, params string[] recordings)
    {
        await using ServiceProvider services = Build();
        foreach (string recording in recordings)
        {
            await PostAsync(services, Files.Recording(recording));
        }

        (await services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(inputs);
    }

    [Fact]
    public async Task Vote_AnotherTimeOrAgain_CountsOnceEach()
    {
        await using ServiceProvider services = Build();
        string vote = Encoding.UTF8.GetString(Files.Recording("poll-vote-group"));
        string changed = vote.Replace("\"timestamp\":1750000000}", "\"timestamp\":1750000060}", StringComparison.Ordinal).Replace("\"Red\"", "\"Blue\"", StringComparison.Ordinal);
        changed.Should().NotBe(vote);
        foreach (string body in new[] { vote, changed, vote, changed })
        {
            await PostAsync(services, Encoding.UTF8.GetBytes(body));
        }

        (await services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(2);
    }

    /// <summary>The headers are not signed: a repetition under another request id and time is still one.</summary>
    [Fact]
    public async Task Replay_WithOtherHeaders_HasNoEffect()
    {
        await using ServiceProvider services = Build();
        for (int i = 0; i < 1000; i++)
        {
            await PostAsync(services, Files.Recording("text"), $"request-{i}");
        }

        (await services.GetRequiredService<IMailbox>().CountAsync(default)).Should().Be(1);
    }

    [Fact]
    public async Task NumberAndHiddenId_AreOneConversation()
    {
        await using ServiceProvider services = Build();
        foreach (string recording in new[] { "text-lid", "text-lid-only", "text", "call-rejected", "own-app-lid" })
        {
            JsonNode body = JsonNode.Parse(Files.Recording(recording))!;
            string id = body["payload"]!["id"]!.GetValue<string>();
            await PostAsync(services, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Files.Recording(recording)).Replace(id, id + recording.Length, StringComparison.Ordinal)));
        }

        IReadOnlyList<MailboxLease> leases = await services.GetRequiredService<IMailbox>().ReceiveAsync(10, default);
        leases.Should().ContainSingle().Which.Items.Should().HaveCount(5);
    }

    public void Dispose() => _fixture.Dispose();

    private static ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new StoppedClock());
        services.AddConcierge().UseInMemory().AddWaha(AccountKey.DefaultName, static options =>
        {
            options.ApiBaseUrl = new Uri("http://127.0.0.1:1");
            options.ApiKey = TestHost.ApiKey;
            options.WebhookSecret = TestHost.WebhookSecret;
        });
        return services.BuildServiceProvider();
    }

    private async Task PostAsync(ServiceProvider services, byte[] body, string requestId = "1")
    {
        var journey = services.GetRequiredService<ConciergeJourney>();
        var headers = _fixture.Headers(body);
        headers["X-Webhook-Request-Id"] = requestId;
        headers["X-Webhook-Timestamp"] = requestId;
        WebhookAnswer answer = await journey.AcceptAsync(journey.Channels.Single(), _fixture.Request(body, headers), default);
        answer.StatusCode.Should().Be(200);
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_750_000_100);
    }
}
