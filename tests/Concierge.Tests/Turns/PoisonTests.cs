using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

/// <summary>R15: a message that cannot be handled becomes a dead letter; its conversation and all others go on.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task Throws_FiveTimes_IsQuarantinedAndTheConversationResumes()
    {
        await using ConciergeTestHost bot = await StartAsync(turn => throw new InvalidOperationException("poison"));
        TestPerson ann = bot.Person("Ann");
        await ann.SaysAsync("poison");
        await ann.SaysAsync("and then?");
        await bot.Person("Bob").SaysAsync("hi").AnswersAsync("hi");

        await bot.AdvanceAsync(TimeSpan.FromSeconds(60));

        bot.Failures.Should().HaveCount(5);
        ann.HeardTexts.Should().Equal("and then?");
        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Contain("5 times");
    }

    [Fact]
    public async Task Hangs_IsQuarantinedAndTheConversationResumes()
    {
        await using ConciergeTestHost bot = await StartAsync(
            turn => new ValueTask(Task.Delay(Timeout.InfiniteTimeSpan, turn.Clock, CancellationToken.None)),
            options => options.TurnTimeout = TimeSpan.FromSeconds(3));
        bot.RealPatience = TimeSpan.Zero;
        bot.RealTimeout = TimeSpan.Zero;
        TestPerson ann = bot.Person("Ann");
        await ann.SaysAsync("poison");
        await bot.Person("Bob").SaysAsync("hi").AnswersAsync("hi");

        await bot.AdvanceAsync(TimeSpan.FromSeconds(60));
        await ann.SaysAsync("and then?").AnswersAsync("and then?");

        (await bot.DeadLettersAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task KillsTheProcess_ThreeTimes_IsQuarantined()
    {
        int begun = 0;
        await using ConciergeTestHost bot = await StartAsync(async turn =>
        {
            begun++;
            await new TaskCompletionSource().Task;
        });
        bot.RealPatience = TimeSpan.Zero;
        bot.RealTimeout = TimeSpan.Zero;
        TestPerson ann = bot.Person("Ann");
        await ann.SaysAsync("poison");

        for (int i = 0; i < 5; i++)
        {
            await bot.CrashAsync();
            await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        begun.Should().Be(3);
        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Contain("died 3 times");
        await ann.SaysAsync("and then?").AnswersAsync("and then?");
    }

    /// <summary>Who only stood beside the poison when the process died is handled alone afterwards, and not blamed for the next deaths.</summary>
    [Fact]
    public async Task KillsTheProcess_OthersAreInTheirTurns_OnlyThePoisonIsQuarantined()
    {
        const int bystanders = 6;
        bool isDying = false;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .AddService("poison", s => s.Keywords("poison"), async turn =>
            {
                isDying = true;
                await new TaskCompletionSource().Task;
            })
            .AddService("slow", s => s.Default(), async turn =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), turn.Clock, turn.CancellationToken);
                if (isDying)
                {
                    await new TaskCompletionSource().Task;
                }

                turn.Reply(turn.Text);
            }));
        bot.RealPatience = TimeSpan.Zero;
        bot.RealTimeout = TimeSpan.Zero;
        await bot.Person("Poisoner").SaysAsync("poison");
        for (int i = 0; i < bystanders; i++)
        {
            await bot.Person($"P{i}").SaysAsync($"hello {i}");
        }

        int deaths = 0;
        while (isDying && deaths < 10)
        {
            deaths++;
            isDying = false;
            await bot.CrashAsync();
            await bot.AdvanceAsync(TimeSpan.FromSeconds(20));
        }

        deaths.Should().Be(3);
        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Reason.Should().Contain("died 3 times");
        for (int i = 0; i < bystanders; i++)
        {
            bot.Person($"P{i}").HeardTexts.Should().Equal($"hello {i}");
        }
    }

    /// <summary>What a lane counted as begun and left for others, as its turn was over, has had no part in any death.</summary>
    [Fact]
    public async Task LaneGivesWay_ItsNextMessageIsNotCountedAsBegun()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(options =>
        {
            options.MaxParallelConversations = 1;
            options.MaxProcessDeaths = 1;
        }));
        string[] texts = ["one", "two", "three", "four"];

        await bot.Person("Ann").SaysAllAsync(texts);
        await bot.Person("Bob").SaysAllAsync(texts);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(10));

        (await bot.DeadLettersAsync()).Should().BeEmpty("nothing has died");
        bot.Person("Ann").HeardTexts.Should().Equal(texts);
        bot.Person("Bob").HeardTexts.Should().Equal(texts);
    }

    /// <summary>What waits behind a send has not begun: the death of a process that sends is not its fault.</summary>
    [Fact]
    public async Task DiesWhileSending_TheMessageBehindIsNotBlamed()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(options => options.MaxProcessDeaths = 1));
        bot.RealPatience = TimeSpan.Zero;
        TestPerson ann = bot.Person("Ann");
        bot.HangNextSends();
        await ann.SaysAllAsync("one", "two");

        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));

        (await bot.DeadLettersAsync()).Should().BeEmpty("nothing has died in a turn");
        ann.HeardTexts.Should().Equal("one", "two");
    }

    [Fact]
    public async Task DeployedOften_WithoutFault_IsNotQuarantined()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        bot.AnswerNextSends([.. Enumerable.Repeat<SendResult>(SendResult.Retry(RetryScope.Account, TimeSpan.FromSeconds(30)), 5)]);
        await ann.SaysAsync("hi");

        for (int i = 0; i < 6; i++)
        {
            await bot.AdvanceAsync(TimeSpan.FromSeconds(40));
            await bot.RestartAsync();
        }

        await bot.AdvanceAsync(TimeSpan.FromMinutes(5));
        ann.HeardTexts.Should().Equal("hi");
        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }

    private static Task<ConciergeTestHost> StartAsync(Func<TurnContext, ValueTask> poison, Action<ConciergeOptions>? configure = null) =>
        ConciergeTestHost.StartAsync(c => c
            .AddEcho()
            .With(configure ?? (_ => { }))
            .AddService("poison", s => s.Keywords("poison"), poison));
}
