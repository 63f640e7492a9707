using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Testing.Tests;

/// <summary>The code of docs/testing.md.</summary>
public sealed class TestingSnippets
{
    #region first
    [Fact]
    public async Task Guest_AsksForARoom_GetsToChoose()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Hotel.Configure);
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("Do you have a room?").AnswersAsync("Which room would you like?");
        await ann.TapsAsync("Quiet").AnswersAsync("The quiet room is yours, Ann.");
    }
    #endregion

    #region time
    [Fact]
    public async Task Burst_IsAnsweredOnce()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(concierge =>
        {
            Hotel.Configure(concierge);
            concierge.Services.Configure<ConciergeOptions>(options => options.Debounce = TimeSpan.FromSeconds(3));
        });
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("Hi").StaysSilentAsync();
        await ann.SaysAsync("do you have a room?").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(3));

        ann.HeardTexts.Should().Equal("Which room would you like?");
    }
    #endregion

    #region desk
    [Fact]
    public async Task Colleague_TakesOver_TheBotIsSilent()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Hotel.Configure);
        TestPerson ann = bot.Person("Ann");
        TestColleague olga = bot.Colleague("Olga");
        await ann.SaysAsync("a room please");

        await olga.TakesOverAsync(ann);
        await ann.SaysAsync("and breakfast?").StaysSilentAsync();
        await olga.WritesAsync(ann, "Breakfast is from seven.");
        await olga.HandsBackAsync(ann);

        await ann.TapsAsync("Quiet").AnswersAsync("The quiet room is yours, Ann.");
    }
    #endregion

    #region trouble
    [Fact]
    public async Task Provider_AsksToWait_TheReplySurvivesACrash()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(Hotel.Configure);
        TestPerson ann = bot.Person("Ann");
        bot.AnswerNextSends(SendResult.Retry(RetryScope.Message, TimeSpan.FromMinutes(1)));

        await ann.SaysAsync("a room please").StaysSilentAsync();
        await bot.CrashAsync();
        await bot.AdvanceAsync(TimeSpan.FromMinutes(2));

        ann.HeardTexts.Should().Equal("Which room would you like?");
    }
    #endregion

    private static class Hotel
    {
        private static readonly Choice[] Rooms = [new("view", "With a view"), new("quiet", "Quiet")];

        public static void Configure(IConciergeBuilder concierge) => concierge
            .AddService("room", s => s.Keywords("room"), turn =>
            {
                turn.Reply(new ChoiceMessage("Which room would you like?", Rooms));
                return ValueTask.CompletedTask;
            })
            .AddService("booking", s => s.Choices("view", "quiet"), turn =>
            {
                turn.Reply($"The {turn.Text.ToLowerInvariant()} room is yours, {turn.Message.Sender.DisplayName}.");
                return ValueTask.CompletedTask;
            });
    }
}
