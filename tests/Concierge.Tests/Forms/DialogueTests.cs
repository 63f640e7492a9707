using Concierge.Channels;
using Concierge.Events;
using Concierge.Forms;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

public sealed class DialogueTests
{
    [Fact]
    public async Task Back_AfterAnswers_AsksTheQuestionsBeforeAgain()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book");
        await bot.SaysAsync("haircut");
        await bot.SaysAsync("12 may").AnswersAsync("At what time?");

        await bot.SaysAsync("back").AnswersAsync("Which day?");
        await bot.SaysAsync("go back").AnswersAsync("Which treatment?");
        await bot.SaysAsync("back").AnswersAsync("This is the first question.\nWhich treatment?");
        await bot.SaysAsync("shave").AnswersAsync("At what time?");
    }

    [Fact]
    public async Task Skip_RequiredField_IsRefusedWithTheReason()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book");

        await bot.SaysAsync("skip").AnswersAsync("This one is needed.\nWhich treatment?");
    }

    [Theory]
    [InlineData("no")]
    [InlineData("none")]
    [InlineData("no thanks")]
    public async Task Skip_OptionalFieldRefusedInWords_LeavesItEmpty(string word)
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book a haircut 12 may at 10:30, my name is Ann").AnswersWithAsync("Anything we should know?");

        (await bot.SaysAsync(word).AnswersWithAsync("Is this right?")).Text.Should().NotContain("Notes");
    }

    [Theory]
    [InlineData("day")]
    [InlineData("the day please")]
    [InlineData("change day and time")]
    [InlineData("I'd like to change the day")]
    public async Task Field_NamedAtTheSummary_IsAskedAgain(string text)
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await BookingTests.FillInAsync(bot);

        await bot.SaysAsync(text).AnswersAsync("Which day?");
    }

    [Fact]
    public async Task Help_AtAQuestion_ExplainsAndRepeatsIt()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Field(b => b.Treatment, f => f.Help("A shave takes ten minutes.")));
        await bot.SaysAsync("book");

        TestAnswers answers = await bot.SaysAsync("help");

        answers.Text.Should().StartWith("A shave takes ten minutes.\nYou can also write").And.EndWith("Which treatment?");
    }

    [Fact]
    public async Task Answer_NotUnderstoodThreeTimes_OffersAPersonAndTheEnd()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book haircut");
        await bot.SaysAsync("purple").AnswersWithAsync("I did not understand the day.");
        await bot.SaysAsync("purple elephants").AnswersWithAsync("I did not understand the day.");

        TestAnswers answers = await bot.SaysAsync("many purple elephants").AnswersWithAsync("How shall we go on?");
        answers.Choices.Select(choice => choice.Title).Should().Equal("Try again", "Talk to a person", "Cancel");
        await bot.Ann.TapsAsync("Try again").AnswersAsync("Which day?");
        await bot.SaysAsync("tomorrow").AnswersAsync("At what time?");
    }

    [Fact]
    public async Task Answer_WhenStuck_IsStillTaken()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.MaxTries(1).WithoutPerson());
        await bot.SaysAsync("book haircut");
        TestAnswers answers = await bot.SaysAsync("purple").AnswersWithAsync("How shall we go on?");
        answers.Choices.Should().HaveCount(2);

        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
    }

    [Fact]
    public async Task Person_AskedFor_GetsWhatIsFilledInAndTheFormGoesOnAfterwards()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book haircut tomorrow").AnswersWithAsync("At what time?");

        await bot.SaysAsync("talk to a person").AnswersWithAsync("A person will answer you here.");
        ConversationDocument document = (await bot.Ann.DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be("booking | Treatment: Haircut; Day: Thursday 7 May 2026 | ? Time, Name, Notes");
        await bot.SaysAsync("anyone?").StaysSilentAsync();

        await bot.Host.Colleague().HandsBackAsync(bot.Ann);
        await bot.SaysAsync("thanks").AnswersAsync("Let us go on where we stopped.\nAt what time?");
        await bot.SaysAsync("10:30").AnswersAsync("What is your name?");
    }

    [Theory]
    [InlineData(FormInterruption.StayInForm)]
    [InlineData(FormInterruption.LetOthersAnswer)]
    public async Task Handoff_BySomeoneElse_AlsoTellsWhatIsFilledIn(FormInterruption interruption)
    {
        await using SalonBot bot = await SalonBot.StartAsync(
            form => form.Interruptions(interruption),
            add: c => c.ConfigureTurns(turns => turns.Use((turn, next) =>
            {
                if (!turn.Text.Contains("awful", StringComparison.Ordinal))
                {
                    return next(turn);
                }

                turn.HandOff("angry");
                turn.Reply("I am calling a colleague.");
                return ValueTask.CompletedTask;
            })));
        await bot.SaysAsync("book haircut tomorrow");

        await bot.SaysAsync("this is awful").AnswersAsync("I am calling a colleague.");

        (await bot.Ann.DocumentAsync())!.HandoffSummary.Should().Be("angry\nbooking | Treatment: Haircut; Day: Thursday 7 May 2026 | ? Time, Name, Notes");
        await bot.Host.Colleague().HandsBackAsync(bot.Ann);
        (await bot.SaysAsync("better now")).Text.Should().EndWith("At what time?");
        await bot.SaysAsync("10:30").AnswersAsync("What is your name?");
    }

    [Fact]
    public async Task Burst_OfMessages_IsReadAsOne()
    {
        await using SalonBot bot = await SalonBot.StartAsync(add: c => c.With(o => o.Debounce = TimeSpan.FromSeconds(2)));
        await bot.SaysAsync("book");
        await bot.Host.AdvanceAsync(TimeSpan.FromSeconds(3));

        await bot.Ann.SaysAllAsync("haircut", "on the 12th", "10:30");
        await bot.Host.AdvanceAsync(TimeSpan.FromSeconds(3));

        bot.Ann.HeardTexts[^1].Should().Be("Noted: Treatment: Haircut, Day: Tuesday 12 May 2026, Time: 10:30.\nWhat is your name?");
    }

    [Fact]
    public async Task Language_OfThePerson_IsFollowedWhenItChanges()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book").AnswersAsync("Which treatment?");

        await bot.SaysAsync("je voudrais une coupe").AnswersAsync("Quel jour ?");
        await bot.SaysAsync("el martes por favor").AnswersAsync("¿A qué hora?");
        await bot.SaysAsync("a las diez y media").AnswersAsync("¿Cómo se llama?");
    }

    [Fact]
    public async Task Colleague_TookOverFromOutside_FormGoesOnAfterwards()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book haircut tomorrow");
        await bot.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await bot.Host.Colleague().WritesAsync(bot.Ann, "hello");
        await bot.SaysAsync("9 is too early").StaysSilentAsync();
        await bot.Host.Colleague().HandsBackAsync(bot.Ann);

        await bot.SaysAsync("so?").AnswersAsync("Let us go on where we stopped.\nAt what time?");
    }

    [Theory]
    [InlineData("takes over")]
    [InlineData("writes")]
    [InlineData("at the help desk")]
    public async Task Colleague_TakesOver_GetsWhatIsFilledInAndTheFormGoesOnAfterwards(string how)
    {
        var events = new RecordingSubscriber();
        await using SalonBot bot = await SalonBot.StartAsync(add: c => c.Services.AddSingleton<IEventSubscriber>(events));
        await bot.SaysAsync("book haircut tomorrow");

        await (how switch
        {
            "takes over" => bot.Host.Colleague().TakesOverAsync(bot.Ann),
            "writes" => bot.Host.Colleague().WritesAsync(bot.Ann, "hello"),
            _ => bot.Host.DeliverAsync(new HandoffReceived { Id = "h1", Kind = HandoffKind.HumanTookOver, Contact = bot.Ann.Identity, Agent = "Olga" }),
        });
        await bot.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        const string Filled = "booking | Treatment: Haircut; Day: Thursday 7 May 2026 | ? Time, Name, Notes";
        (await bot.Ann.DocumentAsync())!.HandoffSummary.Should().Be(Filled);
        ConciergeEvent taken = events.Heard.Should().ContainSingle(heard => heard.Type == ConciergeEventTypes.HandoffTaken).Subject;
        taken.Data!.Value.GetProperty("by").GetString().Should().Be("Olga");
        taken.Data!.Value.GetProperty("summary").GetString().Should().Be(Filled);

        await bot.Host.RestartAsync();
        await bot.Host.Colleague().HandsBackAsync(bot.Ann);
        await bot.Host.Colleague().TakesOverAsync(bot.Ann);
        (await bot.Ann.DocumentAsync())!.HandoffSummary.Should().Be(Filled, "a second take-over tells it again");
        await bot.Host.Colleague().HandsBackAsync(bot.Ann);
        await bot.SaysAsync("so?").AnswersAsync("Let us go on where we stopped.\nAt what time?");
        await bot.SaysAsync("10:30").AnswersAsync("What is your name?");
    }

    [Fact]
    public async Task OptOut_InTheMiddle_EndsTheVisitAndKeepsWhatIsFilledIn()
    {
        var events = new RecordingSubscriber();
        await using SalonBot bot = await SalonBot.StartAsync(add: c => c.Services.AddSingleton<IEventSubscriber>(events));
        await bot.SaysAsync("book haircut tomorrow").AnswersWithAsync("At what time?");

        (await bot.SaysAsync("STOP")).Text.Should().StartWith("Done: you will get no more messages");
        await bot.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        ConversationDocument document = (await bot.Ann.DocumentAsync())!;
        document.ActiveService.Should().BeNull();
        document.Session!.State.Should().Be(SessionState.Completed);
        ConciergeEvent ended = events.Heard.Should().ContainSingle(heard => heard.Type == ConciergeEventTypes.SessionCompleted).Subject;
        ended.Data!.Value.GetProperty("reason").GetString().Should().Be("opted out");

        await bot.SaysAsync("book").AnswersWithAsync("At what time?");
        (await bot.SaysAsync("STOP")).Text.Should().StartWith("Done: you will get no more messages", "a visit ended again");
        await bot.SaysAsync("STOP").StaysSilentAsync();
    }

    [Fact]
    public async Task Form_NotTouchedForTooLong_IsForgottenSilently()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book haircut");
        await bot.Host.AdvanceAsync(TimeSpan.FromDays(6));
        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
        await bot.Host.AdvanceAsync(TimeSpan.FromDays(6));
        await bot.SaysAsync("10:30").AnswersAsync("What is your name?");

        await bot.Host.AdvanceAsync(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        bot.Ann.HeardTexts.Should().HaveCount(3);
        await bot.SaysAsync("Ann").AnswersAsync("menu");
        (await bot.Ann.DocumentAsync())!.State.Should().NotContainKey("form.booking");
    }

    [Fact]
    public async Task Form_ExpiresWithNotice_SaysIt()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Expires(TimeSpan.FromHours(1), "We have closed your booking."));
        await bot.SaysAsync("book haircut");

        await bot.Host.AdvanceAsync(TimeSpan.FromHours(2));

        bot.Ann.HeardTexts.Should().EndWith("We have closed your booking.");
        bot.Ann.Heard[^1].Purpose.Should().Be(MessagePurpose.Notice);
    }

    [Fact]
    public async Task Form_ThatNeverExpires_IsThereAfterYears()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Expires(null));
        await bot.SaysAsync("book haircut").AnswersWithAsync("Which day?");

        await bot.Host.AdvanceAsync(TimeSpan.FromDays(800));

        await bot.SaysAsync("12 may").AnswersWithAsync("At what time?");
        bot.Host.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Form_WhileAPersonHandles_DoesNotExpire()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Expires(TimeSpan.FromHours(1)));
        await bot.SaysAsync("book haircut");
        await bot.Host.Colleague().TakesOverAsync(bot.Ann);
        await bot.Host.AdvanceAsync(TimeSpan.FromHours(5));
        await bot.Host.Colleague().HandsBackAsync(bot.Ann);

        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
    }

    [Fact]
    public async Task OldButton_OfTheSameForm_HasNoEffect()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        TestAnswers first = await bot.SaysAsync("book");
        Choice shave = first.Choices[2];
        await bot.SaysAsync("haircut").AnswersAsync("Which day?");

        await bot.Ann.SendsAsync(new ChoiceBody(shave.Id, shave.Title)).AnswersAsync("That button is no longer valid.\nWhich day?");

        (await bot.Ann.DocumentAsync())!.State["form.booking"].GetProperty("values").GetRawText().Should().Contain("Haircut").And.NotContain("Shave");
    }

    [Fact]
    public async Task OldButton_OfAFormThatIsOver_HasNoEffect()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await BookingTests.FillInAsync(bot);
        await bot.Ann.TapsAsync("Confirm").AnswersAsync("See you, Ann Lee!");

        await bot.Ann.TapsAsync("Confirm").AnswersAsync("That button is no longer valid.");
        await bot.SaysAsync("book").AnswersAsync("Which treatment?");
        Choice confirm = bot.Ann.Heard.OfType<ChoiceMessage>().SelectMany(message => message.Choices).First(choice => choice.Title == "Confirm");
        await bot.Ann.SendsAsync(new ChoiceBody(confirm.Id, confirm.Title)).AnswersAsync("That button is no longer valid.\nWhich treatment?");

        bot.Bookings.Should().ContainSingle();
    }

    [Fact]
    public async Task Ids_OfButtons_TellNothingOfTheirMeaning()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        TestAnswers answers = await bot.SaysAsync("book");

        answers.Choices.Select(choice => choice.Id).Should().OnlyHaveUniqueItems().And.OnlyContain(id => !id.Contains("Haircut") && id.Length < 60);
    }

    [Fact]
    public async Task Question_InBetween_StaysInTheFormByDefault()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book haircut");

        await bot.SaysAsync("what are your opening hours?").AnswersWithAsync("I did not understand the day.");
    }

    [Fact]
    public async Task Question_InBetweenWithInterruptions_IsAnsweredAndTheFormComesBack()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Interruptions(FormInterruption.LetOthersAnswer));
        await bot.SaysAsync("book haircut");

        await bot.SaysAsync("what are your opening hours?").AnswersAsync("We are open from 9 to 19.", "Which day?");
        await bot.SaysAsync("12 may at 10:30").AnswersWithAsync("What is your name?");
        await bot.SaysAsync("what are your opening hours?").AnswersAsync("We are open from 9 to 19.", "What is your name?");
        await bot.SaysAsync("Ann Lee");
        await bot.SaysAsync("skip").AnswersWithAsync("Is this right?");
        await bot.SaysAsync("yes").AnswersAsync("See you, Ann Lee!");
    }

    [Fact]
    public async Task Choices_OnAChannelWithoutButtons_AreUnderstoodByNumberAndTitle()
    {
        await using SalonBot bot = await SalonBot.StartAsync(capabilities: new ChannelCapabilities());

        await bot.SaysAsync("book").AnswersAsync("Which treatment?\n\n1. Haircut\n2. Colour\n3. Shave");
        await bot.SaysAsync("2").AnswersAsync("Which day?");
        await bot.SaysAsync("12 may at 10:30, my name is Bo").AnswersWithAsync("Anything we should know?");
        await bot.SaysAsync("1").AnswersWithAsync("1. Confirm\n2. Change\n3. Cancel");
        await bot.SaysAsync("1").AnswersAsync("See you, Bo!");

        bot.Bookings.Should().ContainSingle().Which.Should().Be(new Booking(Treatment.Colour, new DateOnly(2026, 5, 12), new TimeOnly(10, 30), "Bo"));
    }

    [Fact]
    public async Task Photo_InsteadOfAnAnswer_IsToldThatWordsAreNeeded()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book");

        await bot.Ann.SendsFileAsync(MediaKind.Image, new byte[] { 1 }, "image/png").AnswersAsync("Please answer in words.\nWhich treatment?");
        await bot.Ann.SendsAsync(new ReactionBody("in.1", "👍")).StaysSilentAsync();
    }

    [Fact]
    public async Task Definition_ChangedWhileFilledIn_KeepsWhatStillFits()
    {
        bool isNew = false;
        var records = new List<object>();
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(
            c =>
            {
                if (isNew)
                {
                    c.AddForm<NewOrder>("order", form => form.Service(s => s.Keywords("order")).OnCompleted((_, order) => Keep(records, order)));
                }
                else
                {
                    c.AddForm<OldOrder>("order", form => form.Service(s => s.Keywords("order")).OnCompleted((_, order) => Keep(records, order)));
                }
            },
            SalonBot.Now);
        await bot.SaysAsync("order").AnswersAsync("Product?");
        await bot.SaysAsync("bread").AnswersAsync("Count?");
        await bot.SaysAsync("3").AnswersAsync("Colour?");

        isNew = true;
        await bot.RestartAsync();
        await bot.SaysAsync("red").AnswersAsync("Day?");
        await bot.SaysAsync("tomorrow").AnswersWithAsync("Product: bread");
        await bot.SaysAsync("yes");

        records.Should().Equal(new NewOrder("bread", 3, new DateOnly(2026, 5, 7)));
    }

    [Theory]
    [InlineData("Confirm")]
    [InlineData("D'accord")]
    public async Task Texts_Changed_AreSaid(string confirm)
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Texts(t => t with { Confirm = confirm, Summary = "Voilà:" }));

        await BookingTests.FillInAsync(bot);

        bot.Ann.Heard[^1].PlainText.Should().StartWith("Voilà:");
        ((ChoiceMessage)bot.Ann.Heard[^1]).Choices[0].Title.Should().Be(confirm);
    }

    [Fact]
    public async Task Confirmation_SwitchedOff_CompletesWithTheLastAnswer()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.WithoutConfirmation());

        await bot.SaysAsync("book a haircut 12 may at 10:30, my name is Ann Lee");
        await bot.SaysAsync("skip").AnswersAsync("See you, Ann Lee!");
    }

    private static ValueTask Keep(List<object> records, object record)
    {
        records.Add(record);
        return ValueTask.CompletedTask;
    }

    public sealed record OldOrder(string Product, int Count, string Colour);

    public sealed record NewOrder(string Product, int Count, DateOnly Day);
}
