using System.Text.Json;
using Concierge.Channels;
using Concierge.Events;
using Concierge.Forms;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

public sealed class BookingTests
{
    private static readonly Booking Full = new(Treatment.Haircut, new DateOnly(2026, 5, 12), new TimeOnly(10, 30), "Ann Lee");

    [Fact]
    public async Task Booking_InOneSentence_AsksOnlyTheRestAndConfirms()
    {
        await using SalonBot bot = await SalonBot.StartAsync();

        await bot.SaysAsync("I'd like to book a haircut next Tuesday at 10:30, my name is Ann Lee").AnswersWithAsync("Anything we should know?");
        TestAnswers summary = await bot.Ann.TapsAsync("Skip").AnswersWithAsync("Tuesday 12 May 2026");
        summary.Text.Should().Contain("Haircut").And.Contain("10:30").And.Contain("Ann Lee");
        await bot.Ann.TapsAsync("Confirm").AnswersAsync("See you, Ann Lee!");

        bot.Bookings.Should().Equal(Full);
        (await bot.Ann.DocumentAsync())!.ActiveService.Should().BeNull();
    }

    [Fact]
    public async Task Booking_CompleteInOneSentence_IsSaidOnce()
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Ignore(b => b.Notes));

        await bot.SaysAsync("I'd like to book a haircut next Tuesday at 10:30, my name is Ann Lee").AnswersAsync(
            "To sum up:\n• Treatment: Haircut\n• Day: Tuesday 12 May 2026\n• Time: 10:30\n• Name: Ann Lee\nIs this right?");
    }

    [Theory]
    [InlineData("Je voudrais réserver une coupe mardi prochain à 10h30, je m'appelle Ann Lee", "Passer", "mardi 12 mai 2026", "Confirmer")]
    [InlineData("Quisiera reservar un corte el próximo martes a las 10:30, me llamo Ann Lee", "Omitir", "martes 12 de mayo de 2026", "Confirmar")]
    public async Task Booking_InOneSentenceOfAnotherLanguage_AnswersInIt(string sentence, string skip, string day, string confirm)
    {
        await using SalonBot bot = await SalonBot.StartAsync();

        await bot.SaysAsync(sentence);
        await bot.Ann.TapsAsync(skip).AnswersWithAsync(day);
        await bot.Ann.TapsAsync(confirm);

        bot.Bookings.Should().Equal(Full);
    }

    [Fact]
    public async Task Booking_InSixMessages_AsksOneAfterTheOther()
    {
        await using SalonBot bot = await SalonBot.StartAsync();

        await bot.SaysAsync("book").AnswersAsync("Which treatment?");
        await bot.SaysAsync("something nice").AnswersWithAsync("Please choose one of");
        await bot.SaysAsync("haircutt").AnswersAsync("Which day?");
        await bot.SaysAsync("12 may").AnswersAsync("At what time?");
        await bot.SaysAsync("half past ten").AnswersAsync("What is your name?");
        await bot.SaysAsync("Ann Lee").AnswersAsync("Anything we should know?");
        await bot.SaysAsync("I am early, always").AnswersWithAsync("Is this right?");
        await bot.SaysAsync("yes").AnswersAsync("See you, Ann Lee!");

        bot.Bookings.Should().Equal(Full with { Notes = "I am early, always" });
    }

    [Fact]
    public async Task Booking_Completed_LeavesAnArtifactAndAnEvent()
    {
        var events = new RecordingSubscriber();
        await using SalonBot bot = await SalonBot.StartAsync(form => form.Artifact("appointment"), add: c => c.Services.AddSingleton<Concierge.Events.IEventSubscriber>(events));
        await FillInAsync(bot);
        await bot.SaysAsync("yes");
        await bot.Host.AdvanceAsync(TimeSpan.FromSeconds(1));

        JsonElement artifact = (await bot.ArtifactsAsync()).Should().ContainSingle().Subject;
        artifact.GetProperty("kind").GetString().Should().Be("appointment");
        artifact.GetProperty("service").GetString().Should().Be("booking");
        artifact.GetProperty("data").GetRawText().Should().Be("""{"treatment":"Haircut","day":"2026-05-12","time":"10:30","name":"Ann Lee"}""");
        IReadOnlyList<StoredRecord> stored = await bot.Host.Services.GetRequiredService<IRecordStore>().ListAsync("artifacts", string.Empty, null, 10, CancellationToken.None);
        string session = (await bot.Ann.DocumentAsync())!.Session!.Id;
        artifact.GetProperty("session").GetString().Should().Be(session);
        JsonElement told = events.Heard.Should().ContainSingle(heard => heard.Type == ConciergeEventTypes.ArtifactCreated).Which.Data!.Value;
        told.GetRawText().Should().Be($$"""
            {"id":"{{stored[0].Id}}","kind":"appointment","service":"booking","session":"{{session}}","contentType":"application/json","length":{{stored[0].Content.Length}}}
            """);
        (await bot.Ann.DocumentAsync())!.Timers.Should().BeEmpty();
        (await bot.Ann.DocumentAsync())!.State.Should().NotContainKey("form.booking");
    }

    /// <summary>A time is early or late, not little or much.</summary>
    [Theory]
    [InlineData("Hello, I would like to book a haircut tomorrow", "20:00", "The latest possible is 19:00.\nAt what time?")]
    [InlineData("Hello, I would like to book a haircut tomorrow", "07:30", "The earliest possible is 09:00.\nAt what time?")]
    [InlineData("Bonjour, je voudrais réserver une coupe demain", "20h", "Au plus tard : 19h00.\nÀ quelle heure ?")]
    [InlineData("Bonjour, je voudrais réserver une coupe demain", "7h30", "Au plus tôt : 9h00.\nÀ quelle heure ?")]
    [InlineData("Hola, quiero reservar un corte para mañana", "20:00", "Como muy tarde: 19:00.\n¿A qué hora?")]
    [InlineData("Hola, quiero reservar un corte para mañana", "07:30", "Como muy pronto: 09:00.\n¿A qué hora?")]
    public async Task Booking_TimeOutOfRange_SaysTheEarliestOrTheLatest(string wish, string time, string reason)
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync(wish);

        await bot.SaysAsync(time).AnswersAsync(reason);
    }

    [Fact]
    public async Task Booking_InFrench_LabelsHaveABlankBeforeTheColon()
    {
        await using SalonBot bot = await SalonBot.StartAsync();

        await bot.SaysAsync("Bonjour, je voudrais réserver une coupe demain").AnswersAsync("C'est noté : Prestation : Coupe, Jour : jeudi 7 mai 2026.\nÀ quelle heure ?");
    }

    [Theory]
    [InlineData("no, Wednesday", "Wednesday 13 May 2026")]
    [InlineData("change the day to Friday", "Friday 8 May 2026")]
    [InlineData("Friday instead", "Friday 8 May 2026")]
    [InlineData("the day is 20 May", "Wednesday 20 May 2026")]
    [InlineData("actually, make it at 11", "11:00")]
    [InlineData("sorry, I meant a shave", "Shave")]
    [InlineData("non, plutôt vendredi", "Friday 8 May 2026")]
    [InlineData("no, mejor el viernes", "viernes 8 de mayo de 2026")]
    [InlineData("la hora es a las 11", "11:00")]
    public async Task Booking_EarlierAnswerCorrected_TakesTheNewOneAndAsksAgain(string correction, string shown)
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book");
        await bot.SaysAsync("haircut");
        await bot.SaysAsync("tuesday");
        await bot.SaysAsync("10:30").AnswersAsync("What is your name?");

        TestAnswers answers = await bot.SaysAsync(correction).AnswersWithAsync(shown);

        answers.Count.Should().Be(1);
        (await bot.SaysAsync("Ann Lee")).Texts.Should().ContainSingle().Which.Should().MatchRegex("(Anything|Quelque|Algo)");
    }

    [Theory]
    [InlineData("no, thursday at 11")]
    [InlineData("thursday at 11")]
    [InlineData("change the day to thursday, at 11")]
    public async Task Booking_CorrectedAtTheSummary_SumsUpAgain(string correction)
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await FillInAsync(bot);

        await bot.SaysAsync(correction).AnswersWithAsync("Thursday 7 May 2026");
        await bot.SaysAsync("yes");

        bot.Bookings.Should().ContainSingle().Which.Day.Should().Be(new DateOnly(2026, 5, 7));
    }

    [Fact]
    public async Task Booking_ChangeWithoutValue_AsksForThatField()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await FillInAsync(bot);

        await bot.Ann.TapsAsync("Change").AnswersWithAsync("What would you like to change?");
        await bot.Ann.TapsAsync("Time").AnswersAsync("At what time?");
        await bot.SaysAsync("5").AnswersWithAsync("17:00");
        await bot.SaysAsync("change the name").AnswersAsync("What is your name?");
        await bot.SaysAsync("Bea").AnswersWithAsync("Bea");
        await bot.Ann.TapsAsync("Confirm");

        bot.Bookings.Should().Equal(Full with { Time = new TimeOnly(17, 0), Name = "Bea" });
    }

    [Fact]
    public async Task Booking_AnsweredFieldMentionedAgain_IsKeptAndSaidSo()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book");
        await bot.SaysAsync("haircut");
        await bot.SaysAsync("12 may").AnswersAsync("At what time?");

        await bot.SaysAsync("friday at 10").AnswersWithAsync("I kept Day: Tuesday 12 May 2026");
        await bot.SaysAsync("Ann");
        await bot.SaysAsync("skip").AnswersWithAsync("Tuesday 12 May 2026");
    }

    [Theory]
    [InlineData("cancel", "All right, that is cancelled.")]
    [InlineData("annuler", "D'accord, c'est annulé.")]
    [InlineData("cancelar por favor", "De acuerdo, queda cancelado.")]
    [InlineData("sayonara", "All right, that is cancelled.")]
    public async Task Booking_Cancelled_IsForgotten(string word, string answer)
    {
        await using SalonBot bot = await SalonBot.StartAsync(form => form.CancelWords("sayonara"));
        await bot.SaysAsync(word[0] == 'a' ? "bonjour je voudrais réserver" : word.StartsWith("cancelar", StringComparison.Ordinal) ? "hola quiero reservar" : "book");

        await bot.SaysAsync(word).AnswersAsync(answer);

        await bot.SaysAsync("hm").AnswersAsync("menu");
        bot.Bookings.Should().BeEmpty();
        (await bot.Ann.DocumentAsync())!.Timers.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Booking_ResumedAfterThreeDaysAndARestart_GoesOn(bool answersAtOnce)
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await bot.SaysAsync("book");
        await bot.SaysAsync("haircut");
        await bot.SaysAsync("12 may").AnswersAsync("At what time?");

        await bot.Host.AdvanceAsync(TimeSpan.FromDays(3));
        await bot.Host.RestartAsync();

        if (!answersAtOnce)
        {
            await bot.SaysAsync("hello again").AnswersAsync("Let us go on where we stopped.\nAt what time?");
        }

        await bot.SaysAsync("10:30").AnswersAsync("What is your name?");
        await bot.SaysAsync("Ann Lee");
        await bot.SaysAsync("skip");
        await bot.SaysAsync("yes");
        bot.Bookings.Should().Equal(Full);
    }

    [Fact]
    public async Task Booking_DayPassedBeforeTheConfirmation_IsAskedAgain()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        await FillInAsync(bot, day: "tomorrow");

        await bot.Host.AdvanceAsync(TimeSpan.FromDays(3));
        await bot.SaysAsync("yes").AnswersAsync("Thursday 7 May 2026 is in the past.\nWhich day?");
        await bot.SaysAsync("12 may").AnswersWithAsync("Is this right?");
        await bot.SaysAsync("yes");

        bot.Bookings.Should().Equal(Full);
    }

    [Fact]
    public async Task Booking_CrashAfterEveryMessage_LosesNothing()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        foreach (string text in new[] { "book", "haircut", "12 may", "10:30", "Ann Lee", "skip", "yes" })
        {
            await bot.SaysAsync(text);
            await bot.Host.CrashAsync();
        }

        bot.Bookings.Should().Equal(Full);
        (await bot.ArtifactsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Booking_EveryMessageDeliveredTwice_HasOneEffect()
    {
        await using SalonBot bot = await SalonBot.StartAsync();
        foreach (string text in new[] { "book", "haircut", "12 may", "10:30", "Ann Lee", "skip", "yes" })
        {
            await bot.SaysAsync(text);
            await bot.Ann.IsRedeliveredAsync().StaysSilentAsync();
        }

        bot.Bookings.Should().Equal(Full);
        (await bot.ArtifactsAsync()).Should().ContainSingle();
        bot.Ann.HeardTexts.Should().HaveCount(7);
    }

    [Fact]
    public async Task Booking_HandlerFails_IsTriedAgainAndCompletedOnce()
    {
        int calls = 0;
        await using SalonBot bot = await SalonBot.StartAsync(form => form.OnCompleted((turn, _) =>
        {
            if (++calls == 1)
            {
                throw new InvalidOperationException("the calendar is down");
            }

            turn.Reply("booked");
            return ValueTask.CompletedTask;
        }));
        await FillInAsync(bot);

        await bot.SaysAsync("yes");
        (await bot.ArtifactsAsync()).Should().BeEmpty();
        await bot.Host.AdvanceAsync(TimeSpan.FromMinutes(1));

        calls.Should().Be(2);
        bot.Ann.HeardTexts.Should().EndWith("booked");
        (await bot.ArtifactsAsync()).Should().ContainSingle();
    }

    [Theory]
    [InlineData("Treatment", "2", false)]
    [InlineData("Treatment", "Haircut or Shave", false)]
    [InlineData("Treatment", "not a haircut", false)]
    [InlineData("Treatment", "coupe de cheveux", true)]
    [InlineData("Day", "2026-02-30", false)]
    [InlineData("Day", "2026-05-30", true)]
    [InlineData("Time", "25:00", false)]
    [InlineData("Time", "18:30", true)]
    public async Task Extractor_SaysWhatIsNotWhollyAValue_IsNotHeard(string field, string words, bool isHeard)
    {
        await using SalonBot bot = await SalonBot.StartAsync(add: c => c.Services.AddSingleton<IFormExtractor>(new ScriptedExtractor(new Dictionary<string, string> { [field] = words })));

        await bot.SaysAsync("book me that usual thing");

        bot.Host.Failures.Should().BeEmpty();
        (await bot.Ann.DocumentAsync())!.State["form.booking"].GetProperty("values").EnumerateObject().Select(value => value.Name).Should().Equal(isHeard ? [field] : []);
    }

    internal static async Task FillInAsync(SalonBot bot, string day = "12 may")
    {
        await bot.SaysAsync("book");
        await bot.SaysAsync("haircut");
        await bot.SaysAsync(day);
        await bot.SaysAsync("10:30");
        await bot.SaysAsync("Ann Lee");
        await bot.SaysAsync("skip").AnswersWithAsync("Is this right?");
    }
}
