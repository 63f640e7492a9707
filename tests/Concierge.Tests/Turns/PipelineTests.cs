using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

public sealed class PipelineTests
{
    [Fact]
    public async Task ConfigureTurns_AddedSteps_RunInOrderBeforeTheRouter()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().ConfigureTurns(turns => turns
            .Use<Tag.A>()
            .Use(async (turn, next) =>
            {
                await next(turn);
                turn.Reply("inline");
            })
            .UseFirst<Tag.B>()
            .InsertBefore<LiveChatMiddleware, Tag.C>()
            .InsertAfter<AgeCheckMiddleware, Tag.D>()));

        await bot.SaysAsync("hi").AnswersAsync("hi", "inline", "A", "C", "D", "B");
    }

    [Fact]
    public async Task Remove_AgeCheck_AnswersOldMessages()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().ConfigureTurns(turns => turns.Remove<AgeCheckMiddleware>()));

        await bot.Person().SendsAsync(new TextBody("old"), bot.Clock.GetUtcNow().AddDays(-3)).AnswersAsync("old");
    }

    [Fact]
    public async Task InsertBefore_StepThatIsNotThere_NamesWhatIsThere()
    {
        Func<Task> start = () => ConciergeTestHost.StartAsync(c => c.AddEcho().ConfigureTurns(turns => turns
            .Remove<AgeCheckMiddleware>()
            .InsertBefore<AgeCheckMiddleware, Tag.A>()));

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("AgeCheckMiddleware*LiveChatMiddleware*");
    }

    [Fact]
    public async Task Step_ThatDoesNotCallNext_EndsTheTurn()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().ConfigureTurns(turns => turns.Use((turn, next) =>
        {
            turn.Decision = "not answered: closed";
            return turn.Text == "closed?" ? ValueTask.CompletedTask : next(turn);
        })));

        await bot.SaysAsync("closed?").StaysSilentAsync();

        (await bot.Person().TranscriptAsync()).Should().ContainSingle().Which.Decision.Should().Be("not answered: closed");
    }

    [Fact]
    public async Task Step_ThatThrowsAfterReplies_KeepsNothing()
    {
        int turns = 0;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().ConfigureTurns(steps => steps.Use(async (turn, next) =>
        {
            await next(turn);
            turn.SetState("turns", ++turns);
            if (turns == 1)
            {
                throw new InvalidOperationException("after the reply");
            }
        })));

        await bot.SaysAsync("once");
        (await bot.Person().DocumentAsync()).Should().BeNull();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));

        bot.Person().HeardTexts.Should().Equal("once");
        (await bot.Person().DocumentAsync())!.State["turns"].GetInt32().Should().Be(2);
    }

    /// <summary>Steps that leave their name behind.</summary>
    internal abstract class Tag(string name) : ITurnMiddleware
    {
        public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
        {
            await next(turn);
            turn.Reply(name);
        }

        internal sealed class A() : Tag("A");

        internal sealed class B() : Tag("B");

        internal sealed class C() : Tag("C");

        internal sealed class D() : Tag("D");
    }
}
