using Concierge.Channels;
using Concierge.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Concierge.Tests.History;

/// <summary>What no webhook brought is fetched, and answered once.</summary>
public sealed class HistoryCatchUpTests
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task FirstStart_AsksForNothing_AndRemembersTheTime()
    {
        await using DeskHost host = await DeskHost.StartAsync();
        host.Desk.Asked.Should().BeEmpty("before the first start there was no bot to write to");

        await host.LooksAsync();

        host.Desk.Asked.Should().Equal(host.Bot.Clock.Start - Overlap);
    }

    [Fact]
    public async Task Restart_FetchesWhatWasMissed_AndAnswersItOnce()
    {
        await using DeskHost host = await DeskHost.StartAsync();
        await host.LooksAsync();
        DateTimeOffset lastLook = host.Bot.Clock.GetUtcNow();
        host.Desk.History.Add(host.Message("anybody there?"));

        await host.Bot.RestartAsync();

        host.Desk.Asked[^1].Should().Be(lastLook - Overlap);
        host.Desk.Texts.Should().Equal("anybody there?");
        await host.LooksAsync();
        await host.Bot.RestartAsync();
        host.Desk.Asked.Should().HaveCount(4);
        host.Desk.Texts.Should().ContainSingle();
    }

    [Fact]
    public async Task LongAbsence_AsksNoFurtherBackThanIsAnswered()
    {
        await using DeskHost host = await DeskHost.StartAsync(options: static o => o.CatchUpInterval = TimeSpan.FromDays(5));

        await host.Bot.AdvanceAsync(TimeSpan.FromDays(5));

        host.Desk.Asked.Should().Equal(host.Bot.Clock.GetUtcNow() - TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task MailboxRefuses_TheNextLookBeginsAtTheSamePlace()
    {
        bool refuses = false;
        await using DeskHost host = await DeskHost.StartAsync(concierge => RefusingMailbox.Use(concierge.AddEcho().Services, () => refuses));
        refuses = true;
        await host.HappensAsync(host.Message("hello"));
        await host.LooksAsync();
        host.Desk.Sends.Should().BeEmpty();

        refuses = false;
        await host.LooksAsync();

        host.Desk.Asked.Should().HaveCount(3).And.OnlyContain(since => since == host.Bot.Clock.Start - Overlap);
        host.Desk.Texts.Should().Equal("hello");
        await host.LooksAsync();
        host.Desk.Asked[^1].Should().Be(host.Bot.Clock.GetUtcNow() - DeskHost.Interval - Overlap);
    }

    [Fact]
    public async Task ProviderCannotBeAsked_IsLoggedAndTriedAgain()
    {
        var log = new LogLines();
        await using DeskHost host = await DeskHost.StartAsync(concierge =>
        {
            concierge.AddEcho().Services.AddSingleton<ILoggerFactory>(log);
            concierge.Services.Replace(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        });
        host.Desk.Refusal = new HttpRequestException("status 503");
        await host.HappensAsync(host.Message("hello"));
        host.Desk.Refusal = null;

        await host.LooksAsync();

        log.Lines.Should().ContainSingle(static line => line.Level == LogLevel.Warning && line.Text.Contains("desk") && line.Text.Contains("status 503"));
        host.Desk.Asked.Should().HaveCount(2).And.OnlyContain(since => since == host.Bot.Clock.Start - Overlap);
        host.Desk.Texts.Should().Equal("hello");
    }

    [Fact]
    public async Task IntervalIsNull_AsksNever()
    {
        await using DeskHost host = await DeskHost.StartAsync(options: static o => o.CatchUpInterval = null);
        host.Desk.History.Add(host.Message("hello"));

        await host.Bot.AdvanceAsync(TimeSpan.FromDays(1));
        await host.Bot.RestartAsync();

        host.Desk.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task OldMessage_IsRecordedAndNotAnswered()
    {
        await using DeskHost host = await DeskHost.StartAsync();

        await host.HappensAsync(host.Message("yesterday", host.Bot.Clock.GetUtcNow() - TimeSpan.FromHours(25)));

        host.Desk.Sends.Should().BeEmpty();
        (await host.TranscriptAsync()).Should().ContainSingle().Which.Decision.Should().Be("not answered: too old");
    }

    [Fact]
    public async Task OlderThanTheMemoryOfDeliveries_HasNoEffect()
    {
        await using DeskHost host = await DeskHost.StartAsync();

        await host.HappensAsync(host.Message("last month", host.Bot.Clock.GetUtcNow() - TimeSpan.FromDays(30)));

        host.Desk.Asked.Should().ContainSingle();
        (await host.TranscriptAsync()).Should().BeEmpty();
    }
}
