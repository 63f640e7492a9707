using Concierge.Channels;
using Concierge.Events;
using Concierge.Storage;
using Concierge.Testing;
using Concierge.Tests.Desk;
using Concierge.Tests.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Tests.Turns;

public sealed class LiveChatTests
{
    [Fact]
    public async Task NobodyActs_ForTooLong_TheBotHasItAgainAtThatTime()
    {
        var events = new RecordingSubscriber();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c =>
        {
            c.AddEcho();
            c.Services.AddSingleton<IEventSubscriber>(events);
        });
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);

        await bot.AdvanceAsync(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        (await SummaryAsync(bot)).Should().Match<ConversationSummary>(line => line.Handling == Handling.Human && line.HandledBy == "Olga");
        await bot.RestartAsync();
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await SummaryAsync(bot)).Should().Match<ConversationSummary>(line => line.Handling == Handling.Bot && line.HandledBy == null);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        ConciergeEvent returned = events.Heard[^1];
        returned.Type.Should().Be(ConciergeEventTypes.HandoffReturned);
        returned.Data!.Value.GetProperty("reason").GetString().Should().Be("idle");
        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Decision == "back to the bot: the colleague has not acted for too long");
        await ann.SaysAsync("hello?").AnswersAsync("hello?");
    }

    [Fact]
    public async Task IdleReturn_ColleagueActs_IsPutOffAndByThePersonNot()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);

        await bot.AdvanceAsync(TimeSpan.FromHours(11));
        await ann.SaysAsync("still there?").StaysSilentAsync();
        await bot.Colleague().WritesAsync(ann, "yes");
        await bot.AdvanceAsync(TimeSpan.FromHours(11));
        (await ann.DocumentAsync())!.Handling.Should().Be(Handling.Human, "the colleague wrote");
        await ann.SaysAsync("and?").StaysSilentAsync();
        await bot.AdvanceAsync(TimeSpan.FromHours(1));

        ConversationDocument document = (await ann.DocumentAsync())!;
        document.Handling.Should().Be(Handling.Bot);
        document.Timers.Should().BeEmpty();
    }

    [Fact]
    public async Task IdleReturn_SwitchedOff_NeverComes()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho().With(o => o.HumanIdleReturn = null));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);

        await bot.AdvanceAsync(TimeSpan.FromDays(30));

        await ann.SaysAsync("hello?").StaysSilentAsync();
        (await ann.DocumentAsync())!.Timers.Should().BeEmpty();
    }

    [Fact]
    public async Task StepOutsideTheForms_HandsOff_TheColleagueLearnsWhatIsFilledIn()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c
            .AddForm<Wish>("wish", form => form.Service(s => s.Default()).Field(w => w.What, f => f.Prompt("What?")).Field(w => w.Since, f => f.Prompt("Since when?")))
            .ConfigureTurns(turns => turns.UseFirst<ManagerStep>()));
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi").AnswersAsync("What?");
        await ann.SaysAsync("a bicycle").AnswersAsync("Since when?");

        await ann.SaysAsync("the manager!").AnswersAsync("One moment.");

        (await ann.DocumentAsync())!.HandoffSummary.Should().StartWith("Manager\n").And.Contain("a bicycle");
    }

    /// <summary>A message may be handled before the timer that was due with it.</summary>
    [Theory]
    [InlineData(12, 12 * 3600, true)]
    [InlineData(12, (12 * 3600) - 1, false)]
    [InlineData(null, 100 * 24 * 3600, false)]
    public async Task Message_WhenTheReturnIsDue_IsAnsweredWithoutTheTimer(int? idleHours, int silentSeconds, bool isAnswered)
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        TimeSpan? idle = idleHours is { } hours ? TimeSpan.FromHours(hours) : null;
        var step = new LiveChatMiddleware(Options.Create(new ConciergeOptions { HumanIdleReturn = idle }));
        var document = new ConversationDocument { Id = new ConversationId("ann"), Account = "desk/default", Handling = Handling.Human, HandledBy = "Olga", LastHumanAt = start };
        var message = new MessageReceived { Id = "m1", Sender = new ContactIdentity(), Body = new TextBody("hello?") };
        var turn = new TurnContext(document, [message], new DeskChannel(), new ServiceCollection().BuildServiceProvider(), TimeProvider.System, default)
        {
            ReceivedAt = start.AddSeconds(silentSeconds),
        };
        bool wasAnswered = false;

        await step.InvokeAsync(turn, _ =>
        {
            wasAnswered = true;
            return ValueTask.CompletedTask;
        });

        wasAnswered.Should().Be(isAnswered);
        document.Handling.Should().Be(isAnswered ? Handling.Bot : Handling.Human);
        turn.HandBackReason.Should().Be(isAnswered ? "idle" : null);
    }

    [Fact]
    public async Task HandBack_ByHand_TakesTheIdleReturnBack()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);
        await bot.Colleague().HandsBackAsync(ann);

        (await ann.DocumentAsync())!.Timers.Should().BeEmpty();
    }

    /// <summary>A help desk reports what it was told from here, too, and not in order.</summary>
    [Fact]
    public async Task Report_FromBeforeTheHandBack_DoesNotSilenceTheBot()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);
        DateTimeOffset opened = bot.Clock.GetUtcNow().AddMilliseconds(1);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await bot.Colleague().HandsBackAsync(ann);

        await bot.DeliverAsync(Report(ann, HandoffKind.HumanTookOver, opened));

        await ann.SaysAsync("thanks").AnswersAsync("thanks");
        (await ann.TranscriptAsync()).Should().ContainSingle(line => line.Decision == "no effect: it is from before the conversation last changed hands");

        await bot.DeliverAsync(Report(ann, HandoffKind.HumanTookOver, bot.Clock.GetUtcNow().AddMilliseconds(1)));
        await ann.SaysAsync("and now?").StaysSilentAsync();
    }

    [Fact]
    public async Task Report_FromBeforeTheTakeOver_DoesNotLetTheBotSpeak()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        DateTimeOffset start = bot.Clock.GetUtcNow();
        HandoffReceived opened = Report(ann, HandoffKind.HumanTookOver, start.AddMilliseconds(20));
        HandoffReceived pending = Report(ann, HandoffKind.BackToBot, start.AddMilliseconds(10));

        await bot.DeliverAsync(opened);
        await bot.DeliverAsync(pending);
        await ann.SaysAsync("out of order").StaysSilentAsync();

        await bot.Colleague().HandsBackAsync(ann);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        DateTimeOffset returned = bot.Clock.GetUtcNow().AddMilliseconds(1);
        await bot.AdvanceAsync(TimeSpan.FromSeconds(1));
        await bot.Colleague().TakesOverAsync(ann);
        await bot.DeliverAsync(Report(ann, HandoffKind.BackToBot, returned));
        await ann.SaysAsync("an echo").StaysSilentAsync();
    }

    /// <summary>Once the provider has confirmed a change its clock is compared with itself only: it may be an hour slow.</summary>
    [Fact]
    public async Task Report_BySlowClock_CountsOnceTheChangeWasConfirmed()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        await bot.Colleague().TakesOverAsync(ann);
        await bot.Colleague().HandsBackAsync(ann);
        DateTimeOffset slow = bot.Clock.GetUtcNow().AddHours(-1).AddMilliseconds(1);

        await bot.DeliverAsync(Report(ann, HandoffKind.BackToBot, slow));
        await bot.DeliverAsync(Report(ann, HandoffKind.HumanTookOver, slow.AddSeconds(5)));

        await ann.SaysAsync("hello?").StaysSilentAsync();
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

    /// <summary>O10: a turn may take as long as a model thinks, and others may wait behind it.</summary>
    [Fact]
    public async Task TakeOver_WhileTheTurnRuns_WithdrawsItsReplyAndWhatComesAfter()
    {
        IConciergeDesk? desk = null;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("slow", s => s.Default(), async turn =>
        {
            if (turn.Text == "two")
            {
                await desk!.TakeOverAsync(turn.ConversationId, "Olga");
            }

            turn.Reply(turn.Text);
        }));
        desk = bot.Services.GetRequiredService<IConciergeDesk>();
        TestPerson ann = bot.Person();

        await ann.SaysAllAsync("one", "two", "three", "four");

        ann.HeardTexts.Should().Equal("one");
        (await ann.DocumentAsync())!.HandledBy.Should().Be("Olga");
    }

    private static async Task<ConversationSummary> SummaryAsync(ConciergeTestHost bot) =>
        (await bot.Services.GetRequiredService<IConversationStore>().ListAsync(null, 10, default)).Single();

    private static HandoffReceived Report(TestPerson person, HandoffKind kind, DateTimeOffset at) =>
        new() { Id = $"{kind}.{at.Ticks}", Kind = kind, Contact = person.Identity, OccurredAt = at };

    private sealed record Wish(string What, DateOnly Since);

    private sealed class ManagerStep : ITurnMiddleware
    {
        public ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
        {
            if (!turn.Text.Contains("manager", StringComparison.Ordinal))
            {
                return next(turn);
            }

            turn.Reply("One moment.");
            turn.HandOff("Manager");
            return ValueTask.CompletedTask;
        }
    }
}
