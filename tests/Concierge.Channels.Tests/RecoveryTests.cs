using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Concierge.Channels.Tests.Rig;
using Concierge.Testing.Contracts.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Channels.Tests;

/// <summary>I06: what providers that do not repeat their webhooks had while the host was down is fetched after the start, each message once.</summary>
public sealed class RecoveryTests : IDisposable
{
    private const int Missed = 2_500;
    private const int People = 250;
    private const int Seen = 50;
    private static readonly DateTimeOffset Began = TimeProvider.System.GetUtcNow();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"concierge-recovery-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}.db");
    private readonly ConcurrentQueue<string> _handled = new();

    [Fact]
    public Task Twilio_HostWasDown_EverythingIsAnsweredOnce()
    {
        var twilio = new TwilioProvider();
        string[] pages = [.. Enumerable.Range(0, Missed).Reverse().Select(TwilioMessage).Chunk(200).Select(static chunk => string.Join(',', chunk))];
        return RecoverAsync(twilio, request =>
        {
            int page = request.Target.Contains("Page=", StringComparison.Ordinal) && request.Target.Contains("&n=", StringComparison.Ordinal) ? int.Parse(request.Target.Split("&n=")[1], CultureInfo.InvariantCulture) : 0;
            string next = page + 1 < pages.Length ? $"\"/2010-04-01/Accounts/AC15550001111/Messages.json?Page=x&n={page + 1}\"" : "null";
            return new StubReply(200, $$"""{"messages":[{{(request.Target.Contains("15550001112", StringComparison.Ordinal) ? string.Empty : pages[page])}}],"next_page_uri":{{next}}}""");
        });
    }

    [Fact]
    public Task Chatwoot_HostWasDown_EverythingIsAnsweredOnce()
    {
        var chatwoot = new ChatwootProvider();
        return RecoverAsync(chatwoot, request =>
        {
            if (request.Target.Contains("/accounts/82/", StringComparison.Ordinal))
            {
                return new StubReply(200, "{\"data\":{\"payload\":[]}}");
            }

            if (request.Target.Contains("/messages", StringComparison.Ordinal))
            {
                int conversation = int.Parse(request.Target.Split('/')[6], CultureInfo.InvariantCulture);
                return new StubReply(200, $$"""{"payload":[{{(request.Target.Contains("before", StringComparison.Ordinal) ? string.Empty : string.Join(',', Enumerable.Range(0, Missed).Where(i => i % People == conversation).Select(ChatwootMessage)))}}]}""");
            }

            int page = int.Parse(request.Target.Split("page=")[1], CultureInfo.InvariantCulture);
            string conversations = string.Join(',', Enumerable.Range(0, People).Skip((page - 1) * 25).Take(25).Select(ChatwootConversation));
            return new StubReply(200, "{\"data\":{\"payload\":[" + conversations + "]}}");
        });
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    private async Task RecoverAsync(Provider provider, Func<StubRequest, StubReply> list)
    {
        await using Provider disposed = provider;
        Func<StubRequest, StubReply> works = provider.Stub.Reply;
        provider.Stub.Reply = request => request.Method == "GET" ? list(request) : works(request);
        await using (BotHost before = await StartAsync(provider))
        {
            for (int i = 0; i < Seen; i++)
            {
                (await before.PostAsync(provider, 1, provider.Text(1, Id(i), $"m{i}"))).Should().Be(200);
            }

            await BotHost.UntilAsync(() => Task.FromResult(_handled.Count == Seen));
        }

        long started = Stopwatch.GetTimestamp();
        await using BotHost after = await StartAsync(provider);
        await BotHost.UntilAsync(() => Task.FromResult(_handled.Count >= Missed));
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromMinutes(2));
        await after.UntilRestAsync();

        _handled.Should().OnlyHaveUniqueItems().And.HaveCount(Missed);
    }

    private Task<BotHost> StartAsync(Provider provider) => BotHost.StartAsync(
        [provider],
        turn =>
        {
            foreach (MessageReceived message in turn.Messages)
            {
                _handled.Enqueue(message.Body.PlainText!);
            }

            return ValueTask.CompletedTask;
        },
        addStore: store => store.UseSqlite($"Data Source={_file}"));

    private static string Id(int i) => $"{100_000 + i}";

    private static string TwilioMessage(int i)
    {
        string time = Began.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
        string from = i < Seen ? "15551112222" : $"1555200{i % People:0000}";
        return $$"""{"sid":"SM{{Id(i)}}","body":"m{{i}}","direction":"inbound","status":"received","from":"whatsapp:+{{from}}","to":"whatsapp:+15550001111","num_media":"0","messaging_service_sid":null,"date_created":"{{time}}","date_sent":"{{time}}"}""";
    }

    private static string ChatwootConversation(int i) =>
        $$$$"""{"id":{{{{i}}}},"inbox_id":27,"status":"pending","last_activity_at":{{{{Began.ToUnixTimeSeconds()}}}},"meta":{"sender":{"id":{{{{1000 + i}}}},"name":"P","type":"contact"}}}""";

    private static string ChatwootMessage(int i) =>
        $$$"""{"id":{{{Id(i)}}},"content":"m{{{i}}}","content_type":"text","content_attributes":{},"message_type":0,"private":false,"created_at":{{{Began.ToUnixTimeSeconds()}}},"sender":{"id":{{{1000 + (i % People)}}},"type":"contact"}}""";
}
