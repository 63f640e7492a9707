using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Outbox;

public sealed class PacingTests
{
    private static readonly TimeSpan PairInterval = TimeSpan.FromSeconds(6);

    /// <summary>O02: after the pair limit was hit, at most one send in six seconds to that person; others notice nothing.</summary>
    [Fact]
    public async Task PairLimit_SlowsThatPersonOnly()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person("Ann");
        bot.AnswerNextSends(SendResult.Retry(RetryScope.Recipient, code: "131056"));
        for (int i = 0; i < 20; i++)
        {
            await ann.SaysAsync($"{i}");
        }

        await bot.Person("Bob").SaysAsync("hi").AnswersAsync("hi");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(3));

        ann.HeardTexts.Should().Equal(Enumerable.Range(0, 20).Select(i => $"{i}"));
        DateTimeOffset[] times = [.. bot.Sends.Where(send => send.Attempt.Recipient.DisplayName == "Ann").Select(send => send.At)];
        times.Zip(times.Skip(1)).Should().OnlyContain(pair => pair.Second - pair.First >= PairInterval);
    }

    /// <summary>O03: never more than 80 sends in any second over ten minutes, and at least 95 % of what is allowed is used.</summary>
    [Fact]
    public async Task AccountLimit_IsNeverExceededAndWellUsed()
    {
        const int limit = 80;
        const int repliesPerMessage = 10;
        const int persons = 400;
        TimeSpan span = TimeSpan.FromMinutes(10);
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .With(o => o.Outbox.MaxSendsPerSecond = limit)
            .AddService("talker", s => s.Default(), turn =>
            {
                for (int i = 0; i < repliesPerMessage; i++)
                {
                    turn.Reply($"{i}");
                }

                return ValueTask.CompletedTask;
            }));
        for (int round = 0; round < 13; round++)
        {
            for (int i = 0; i < persons; i++)
            {
                await bot.Person($"P{i}").SaysAsync("more");
            }
        }

        await bot.AdvanceAsync(span);

        DateTimeOffset[] times = [.. bot.Sends.Select(send => send.At).Where(at => at < bot.Clock.Start + span)];
        MostInOneSecond(times).Should().BeLessThanOrEqualTo(limit);
        times.Length.Should().BeGreaterThanOrEqualTo((int)(limit * span.TotalSeconds * 0.95));
    }

    private static int MostInOneSecond(DateTimeOffset[] times)
    {
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= TimeSpan.FromSeconds(1))
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
