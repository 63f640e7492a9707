using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

public sealed class TimerTests
{
    [Fact]
    public async Task Timer_IsDue_RunsOnceAfterItsTime()
    {
        await using ConciergeTestHost bot = await ReminderBotAsync();
        await bot.SaysAsync("remind me").AnswersAsync("ok");

        await bot.AdvanceAsync(TimeSpan.FromMinutes(59));
        bot.Person().HeardTexts.Should().Equal("ok");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(2));
        bot.Person().HeardTexts.Should().Equal("ok", "tea!");
        await bot.AdvanceAsync(TimeSpan.FromDays(2));
        bot.Person().HeardTexts.Should().Equal("ok", "tea!");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timer_HostWasDownWhenItWasDue_RunsAfterTheStart(bool crash)
    {
        await using ConciergeTestHost bot = await ReminderBotAsync();
        await bot.SaysAsync("remind me");

        await (crash ? bot.CrashAsync() : bot.RestartAsync());
        await bot.AdvanceAsync(TimeSpan.FromHours(3));

        bot.Person().HeardTexts.Should().Equal("ok", "tea!");
    }

    [Fact]
    public async Task Timer_TakenBackOrSetAnew_DoesNotRunAtItsOldTime()
    {
        await using ConciergeTestHost bot = await ReminderBotAsync();
        await bot.SaysAsync("remind me");
        await bot.SaysAsync("forget it").AnswersAsync("True");
        await bot.AdvanceAsync(TimeSpan.FromHours(2));
        bot.Person().HeardTexts.Should().Equal("ok", "True");

        await bot.SaysAsync("remind me");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(40));
        await bot.SaysAsync("remind me");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(40));
        bot.Person().HeardTexts.Should().NotContain("tea!");
        await bot.AdvanceAsync(TimeSpan.FromMinutes(40));
        bot.Person().HeardTexts.Should().ContainSingle(text => text == "tea!");
    }

    [Fact]
    public async Task Timer_WhileAPersonHandles_RunsAndItsRepliesAreNotSent()
    {
        await using ConciergeTestHost bot = await ReminderBotAsync();
        await bot.SaysAsync("remind me");
        await bot.Colleague().TakesOverAsync(bot.Person());

        await bot.AdvanceAsync(TimeSpan.FromHours(2));

        bot.Person().HeardTexts.Should().Equal("ok");
        (await bot.Person().TranscriptAsync()).Should().Contain(line => line.Decision == "not said: a person handles the conversation");
        (await bot.Person().DocumentAsync())!.Timers.Should().NotContain(timer => timer.Handler == "reminder");
    }

    [Fact]
    public async Task Timer_HandlerThrows_IsTriedAgainAndThenADeadLetter()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Schedule(c, "throws").AddTimerHandler<ThrowingTimer>());
        await bot.SaysAsync("remind me");

        await bot.AdvanceAsync(TimeSpan.FromHours(3));

        bot.Failures.Should().HaveCount(5);
        (await bot.DeadLettersAsync()).Should().ContainSingle().Which.Kind.Should().Be(DeadLetterKind.Inbound);
        await bot.SaysAsync("remind me").AnswersAsync("ok");
    }

    [Fact]
    public async Task Timer_OfAnUnknownHandler_IsDroppedAndTheConversationGoesOn()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => Schedule(c, "nobody"));
        await bot.SaysAsync("remind me");

        await bot.AdvanceAsync(TimeSpan.FromHours(3));

        bot.Failures.Should().BeEmpty();
        await bot.SaysAsync("remind me").AnswersAsync("ok");
    }

    [Fact]
    public async Task Message_InATimersTurn_SaysWhyThereIsNone()
    {
        Exception? thrown = null;
        await using ConciergeTestHost bot = await ReminderBotAsync(turn => thrown = Record.Exception(() => turn.Message));
        await bot.SaysAsync("remind me");

        await bot.AdvanceAsync(TimeSpan.FromHours(3));

        thrown.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("A timer began this turn");
    }

    private static Task<ConciergeTestHost> ReminderBotAsync(Action<TurnContext>? look = null) => ConciergeTestHost.StartAsync(c =>
    {
        Schedule(c, "reminder");
        c.Services.AddSingleton<ITimerHandler>(new ReminderTimer(look));
    });

    private static IConciergeBuilder Schedule(IConciergeBuilder concierge, string handler) => concierge.AddService("clock", s => s.Default(), turn =>
    {
        if (turn.Text == "forget it")
        {
            turn.Reply(turn.Unschedule("tea").ToString());
        }
        else
        {
            turn.Schedule(new ConversationTimer { Id = "tea", Handler = handler, DueAt = turn.Clock.GetUtcNow().AddHours(1) });
            turn.Reply("ok");
        }

        return ValueTask.CompletedTask;
    });

    private sealed class ReminderTimer(Action<TurnContext>? look) : ITimerHandler
    {
        public string Name => "reminder";

        public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer)
        {
            look?.Invoke(turn);
            turn.Reply($"{timer.Id}!");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ThrowingTimer : ITimerHandler
    {
        public string Name => "throws";

        public ValueTask HandleAsync(TurnContext turn, ConversationTimer timer) => throw new InvalidOperationException("broken");
    }
}
