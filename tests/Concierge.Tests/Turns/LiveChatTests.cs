using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Turns;

public sealed class LiveChatTests
{
    [Fact]
    public async Task Colleague_SilentForTooLong_TheBotAnswersAgain()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);

        await bot.AdvanceAsync(TimeSpan.FromHours(12));
        await ann.SaysAsync("still there?").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await ann.SaysAsync("hello?").AnswersAsync("hello?");

        (await ann.DocumentAsync())!.Handling.Should().Be(Handling.Bot);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ColleagueWritesFromThePhone_SilencesTheBotIfConfigured(bool pause)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.PauseOnHumanMessage = pause));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");

        await bot.DeliverAsync(new HandoffReceived { Id = "h1", Kind = HandoffKind.HumanMessage, Contact = ann.Identity, Body = new TextBody("from my phone"), Agent = "Olga" });

        TestAnswers answers = await ann.SaysAsync("thanks");
        answers.Count.Should().Be(pause ? 0 : 1);
        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Author == Author.Human);
    }

    [Fact]
    public async Task BackToBot_FromTheProvider_LetsTheBotAnswer()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await bot.DeliverAsync(new HandoffReceived { Id = "h1", Kind = HandoffKind.HumanTookOver, Contact = ann.Identity });
        await ann.SaysAsync("hi").StaysSilentAsync();

        await bot.DeliverAsync(new HandoffReceived { Id = "h2", Kind = HandoffKind.BackToBot, Contact = ann.Identity });

        await ann.SaysAsync("hi again").AnswersAsync("hi again");
    }

    /// <summary>O10: what the bot owes is withdrawn by the take-over, not said minutes later over the colleague's head.</summary>
    [Fact]
    public async Task TakeOver_WhileARetryWaits_WithdrawsTheReply()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        bot.AnswerNextSends(SendResult.Retry(RetryScope.Message, TimeSpan.FromMinutes(1)));
        await ann.SaysAsync("hi").StaysSilentAsync();

        await bot.Colleague().TakesOverAsync(ann);
        await bot.AdvanceAsync(TimeSpan.FromHours(1));

        ann.Heard.Should().BeEmpty();
        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Status == DeliveryStatus.Cancelled);
    }

    /// <summary>O10: what the host sends of its own accord is not said over the colleague's head either, now or at its time.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task HostSends_WhileAColleagueHandles_IsRecordedAndNotSent(int minutes)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi").AnswersAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);
        ConversationId id = (await ann.DocumentAsync())!.Id;

        await bot.Services.GetRequiredService<IConciergeMessenger>().SendAsync(id, new TextMessage("Your bread is ready."), bot.Clock.GetUtcNow().AddMinutes(minutes));
        await bot.AdvanceAsync(TimeSpan.FromHours(1));

        ann.HeardTexts.Should().Equal("hi");
        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Status == DeliveryStatus.Cancelled && line.Decision == "not sent: human");
    }

    [Fact]
    public async Task HandOff_ByTheTurn_StillSendsTheTurnsReplies()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().AddHumanService("person", s => s.Keywords("agent").Answer("A colleague will be with you.")));
        TestPerson ann = bot.Person();

        await ann.SaysAsync("agent please").AnswersAsync("A colleague will be with you.");
        await ann.SaysAsync("hello?").StaysSilentAsync();
    }
}
