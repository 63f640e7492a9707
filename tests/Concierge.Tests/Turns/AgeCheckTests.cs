using Concierge.Testing;

namespace Concierge.Tests.Turns;

public sealed class AgeCheckTests
{
    [Theory]
    [InlineData(-86_399, true)]
    [InlineData(-86_400, true)]
    [InlineData(-86_401, false)]
    [InlineData(0, true)]
    public async Task Message_AtTheEdgeOfTheAge_IsAnsweredUpToIt(int seconds, bool answered)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        TestAnswers answers = await bot.Person().SendsAsync(new TextBody("hi"), bot.Clock.GetUtcNow().AddSeconds(seconds));

        answers.Count.Should().Be(answered ? 1 : 0);
        string? decision = (await bot.Person().TranscriptAsync())[0].Decision;
        (decision == "not answered: too old").Should().Be(!answered);
    }

    /// <summary>R13: a provider's clock that is ahead costs no answer, however far it is.</summary>
    [Theory]
    [InlineData(299)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(86_400)]
    public async Task Message_FromTheFuture_IsAnswered(int seconds)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());

        await bot.Person().SendsAsync(new TextBody("hi"), bot.Clock.GetUtcNow().AddSeconds(seconds)).AnswersAsync("hi");
    }

    /// <summary>R13: the host's own clock jumps; what is waiting is still answered.</summary>
    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    [InlineData(86_000)]
    [InlineData(-86_400)]
    public async Task WallClock_Jumps_NothingIsLost(int seconds)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("before").AnswersAsync("before");

        bot.Clock.StepWallClock(TimeSpan.FromSeconds(seconds));

        await bot.SaysAsync("after").AnswersAsync("after");
    }

    [Fact]
    public async Task Burst_WithOneNewMessage_IsAsOldAsThat()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.Debounce = TimeSpan.FromSeconds(1)));
        TestPerson ann = bot.Person();

        await ann.SendsAsync(new TextBody("yesterday"), bot.Clock.GetUtcNow().AddDays(-2));
        await ann.SaysAsync("today");
        await bot.AdvanceAsync(TimeSpan.FromSeconds(2));

        ann.HeardTexts.Should().Equal("yesterday\ntoday");
    }
}
