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
