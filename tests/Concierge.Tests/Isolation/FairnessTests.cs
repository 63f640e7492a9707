using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Isolation;

/// <summary>I08, O11: a burst of many, and one who wants everything.</summary>
public sealed class FairnessTests
{
    private const int Conversations = 1000;
    private const int Messages = 5;

    [Fact]
    public async Task Burst_OfAThousandConversations_StarvesNobodyAndKeepsTheOrder()
    {
        await using ConciergeTestHost bot = await StartBurstAsync(_ => { });

        await bot.AdvanceAsync(TimeSpan.FromSeconds(10));

        double[] waits = Waits(bot);
        waits.Max().Should().BeLessThanOrEqualTo(5, "no conversation waits for the whole burst");
        CheckOrder(bot);
    }

    /// <summary>A second between two lines of one person, two to wait: all five are one turn, whoever else writes.</summary>
    [Fact]
    public async Task Burst_WithDebounce_IsMergedAsConfiguredAndNothingIsLost()
    {
        int turns = 0;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .AddService("count", s => s.Default(), turn =>
            {
                turns++;
                turn.Reply(turn.Text);
                return ValueTask.CompletedTask;
            })
            .With(o => o.Debounce = TimeSpan.FromSeconds(2)));
        for (int m = 0; m < Messages; m++)
        {
            await bot.DeliverAsync([.. Enumerable.Range(0, Conversations).Select(i => new MessageReceived
            {
                Id = $"m{i}.{m}",
                OccurredAt = bot.Clock.GetUtcNow(),
                Sender = bot.Person($"P{i}").Identity,
                Body = new TextBody($"{m}"),
            })]);
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        await bot.AdvanceAsync(TimeSpan.FromSeconds(10));

        turns.Should().Be(Conversations);
        for (int i = 0; i < Conversations; i++)
        {
            bot.Person($"P{i}").HeardTexts.Should().Equal(string.Join('\n', Enumerable.Range(0, Messages)));
        }
    }

    [Fact]
    public async Task Burst_AgainstTheAccountsLimit_IsDoneAsFastAsTheLimitAllows()
    {
        await using ConciergeTestHost bot = await StartBurstAsync(o => o.Outbox.MaxSendsPerSecond = 80);

        await bot.AdvanceAsync(TimeSpan.FromMinutes(3));

        (bot.Sends[^1].At - bot.Clock.Start).Should().BeLessThan(TimeSpan.FromSeconds(Conversations * Messages / 80.0 / 0.95));
        FairnessIndex(bot).Should().BeGreaterThanOrEqualTo(0.95, "no conversation is answered wholly before another begins");
        CheckOrder(bot);
    }

    [Fact]
    public async Task ConversationWithAThousandReplies_DelaysNobodyElse()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Outbox.MaxSendsPerSecond = 80));
        TestPerson greedy = bot.Person("Greedy");
        await greedy.SaysAllAsync([.. Enumerable.Range(0, 1000).Select(i => $"{i}")]);
        for (int i = 0; i < 100; i++)
        {
            await bot.Person($"P{i}").SaysAsync("hi");
            await bot.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        }

        await bot.AdvanceAsync(TimeSpan.FromSeconds(30));

        greedy.Heard.Should().HaveCount(1000);
        double[] delays =
        [
            .. bot.Sends
                .Where(send => send.Attempt.Recipient.DisplayName![0] == 'P')
                .Select(send => (send.At - bot.Clock.Start).TotalSeconds - (int.Parse(send.Attempt.Recipient.DisplayName![1..]) * 0.1))
                .Order(),
        ];
        delays.Should().HaveCount(100);
        delays[94].Should().BeLessThanOrEqualTo(1);
    }

    private static async Task<ConciergeTestHost> StartBurstAsync(Action<ConciergeOptions> configure)
    {
        ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(configure));
        for (int m = 0; m < Messages; m++)
        {
            for (int i = 0; i < Conversations; i++)
            {
                await bot.Person($"P{i}").SaysAsync($"{m}");
            }

            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        return bot;
    }

    private static void CheckOrder(ConciergeTestHost bot)
    {
        for (int i = 0; i < Conversations; i++)
        {
            bot.Person($"P{i}").HeardTexts.Should().Equal(Enumerable.Range(0, Messages).Select(m => $"{m}"));
        }
    }

    /// <summary>Jain's index of the conversations' mean waits: 1 when all wait alike.</summary>
    private static double FairnessIndex(ConciergeTestHost bot)
    {
        double[] means =
        [
            .. bot.Sends
                .GroupBy(send => send.Attempt.Recipient.DisplayName)
                .Select(group => group.Average(send => (send.At - bot.Clock.Start).TotalSeconds - int.Parse(send.Message.PlainText!))),
        ];
        return Math.Pow(means.Sum(), 2) / (means.Length * means.Sum(mean => mean * mean));
    }

    private static double[] Waits(ConciergeTestHost bot) =>
        [.. bot.Sends.Select(send => (send.At - bot.Clock.Start).TotalSeconds - int.Parse(send.Message.PlainText!))];
}
