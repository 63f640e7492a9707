using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

public sealed class DebounceTests
{
    [Fact]
    public async Task EndlessWriter_IsAnsweredAfterTheLongestBurst()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();

        for (int i = 0; i < 12; i++)
        {
            await ann.SaysAsync($"{i}");
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        ann.HeardTexts.Should().ContainSingle().Which.Should().StartWith("0\n1\n2\n3\n4\n5\n6\n7\n8\n9");
        bot.Sends[0].At.Should().Be(bot.Clock.Start.AddSeconds(10));
    }

    [Fact]
    public async Task Tap_IsNeverHeldBack()
    {
        await using ConciergeTestHost bot = await StartAsync();

        await bot.Person().SendsAsync(new ChoiceBody("yes", "Yes")).AnswersAsync("Yes");
    }

    [Fact]
    public async Task Crash_WhileABurstIsGathered_LosesNothing()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person();
        await ann.SaysAsync("one");
        await ann.SaysAsync("two");

        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(3));

        ann.HeardTexts.Should().Equal("one\ntwo");
    }

    [Fact]
    public async Task Restarts_WhileABurstIsGathered_DoNotMakeItPoison()
    {
        await using ConciergeTestHost bot = await StartAsync(TimeSpan.FromSeconds(8));
        await bot.SaysAsync("patience");

        for (int i = 0; i < 5; i++)
        {
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
            await bot.CrashAsync();
        }

        await bot.AdvanceAsync(TimeSpan.FromSeconds(5));
        bot.Person().HeardTexts.Should().Equal("patience");
        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }

    private static Task<ConciergeTestHost> StartAsync(TimeSpan? debounce = null) =>
        ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Debounce = debounce ?? TimeSpan.FromSeconds(2)));
}
