namespace Concierge.Samples.Scenarios.Tests;

/// <summary>The hair salon's desk.</summary>
public sealed class SalonTests
{
    private static readonly Appointment Booked = new(Treatment.Haircut, new DateOnly(2026, 5, 12), new TimeOnly(10, 30), "Ann Lee");

    private static readonly DateTimeOffset Wednesday = new(2026, 5, 6, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Booking_InOneSentence_NeedsOnlyTheConfirmation()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("Hi, I'd like to book a haircut next Tuesday at 10:30, my name is Ann Lee").AnswersAsync(
            "To sum up:\n• Treatment: Haircut\n• Day: Tuesday 12 May 2026\n• Time: 10:30\n• Name: Ann Lee\nIs this right?");
        await ann.TapsAsync("Confirm").AnswersAsync("It is booked. See you, Ann Lee!");

        (await bot.ArtifactsAsync<Appointment>("booking")).Should().Equal(Booked);
    }

    [Fact]
    public async Task Booking_InOneFrenchSentence_IsAnsweredInFrench()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("Bonjour, je voudrais réserver une coupe mardi à 10h30, je m'appelle Ann Lee").AnswersAsync(
            "En résumé :\n• Prestation : Coupe\n• Jour : mardi 12 mai 2026\n• Heure : 10h30\n• Nom : Ann Lee\nEst-ce correct ?");
        await ann.TapsAsync("Confirmer").AnswersAsync("C'est réservé. À bientôt, Ann Lee !");

        (await bot.ArtifactsAsync<Appointment>("booking")).Should().Equal(Booked);
    }

    [Fact]
    public async Task Booking_InSixMessages_AsksOneThingAfterTheOther()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("I want to book").AnswersAsync("Which treatment?");
        await ann.TapsAsync("Haircut").AnswersAsync("Which day?");
        await ann.SaysAsync("12 May").AnswersAsync("At what time, from 9 to 19?");
        await ann.SaysAsync("half past ten").AnswersAsync("What is your name?");
        await ann.SaysAsync("Ann Lee").AnswersWithAsync("Is this right?");
        await ann.SaysAsync("yes").AnswersAsync("It is booked. See you, Ann Lee!");

        (await bot.ArtifactsAsync<Appointment>("booking")).Should().Equal(Booked);
    }

    [Fact]
    public async Task Booking_Corrected_TakesTheNewAnswer()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("I want to book a haircut on Wednesday").AnswersWithAsync("At what time");
        await ann.SaysAsync("no, Tuesday").AnswersAsync("Changed: Day: Tuesday 12 May 2026.\nAt what time, from 9 to 19?");
        await ann.SaysAsync("9:30").AnswersAsync("What is your name?");
        await ann.SaysAsync("Ann Lee").AnswersWithAsync("Time: 09:30");
        await ann.SaysAsync("make it 10:30").AnswersWithAsync("Time: 10:30");
        await ann.TapsAsync("Confirm").AnswersAsync("It is booked. See you, Ann Lee!");

        (await bot.ArtifactsAsync<Appointment>("booking")).Should().Equal(Booked);
    }

    [Fact]
    public async Task Booking_InterruptedByAQuestion_IsAnsweredAndGoesOn()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("I want to book a haircut on 12 May").AnswersWithAsync("At what time");
        await ann.SaysAsync("What are your prices?").AnswersAsync("Haircut 35 €, colour 70 €, shave 20 €.", "At what time, from 9 to 19?");
        await ann.SaysAsync("10:30").AnswersAsync("What is your name?");
        await ann.SaysAsync("Ann Lee").AnswersWithAsync("Is this right?");
        await ann.SaysAsync("yes").AnswersAsync("It is booked. See you, Ann Lee!");

        (await bot.ArtifactsAsync<Appointment>("booking")).Should().Equal(Booked);
    }

    [Fact]
    public async Task Booking_OnADayWhenTheSalonIsClosed_AsksForAnother()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("book a haircut on Monday at 10:30").AnswersWithAsync("We are closed on Sundays and Mondays.");
        await ann.SaysAsync("Tuesday then").AnswersAsync("What is your name?");
    }

    [Fact]
    public async Task Booking_Cancelled_LeavesNothing()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("I want to book a haircut on Tuesday").AnswersWithAsync("At what time");
        await ann.SaysAsync("cancel").AnswersAsync("All right, that is cancelled.");
        await ann.SaysAsync("what are your prices?").AnswersWithAsync("Haircut 35 €");

        (await bot.ArtifactsAsync<Appointment>("booking")).Should().BeEmpty();
    }

    #region resumed
    [Fact]
    public async Task Booking_ResumedAfterThreeDaysAndARestart_GoesOnWhereItStopped()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");
        await ann.SaysAsync("I want to book a haircut on 12 May").AnswersWithAsync("At what time");

        await bot.AdvanceAsync(TimeSpan.FromDays(3));
        await bot.RestartAsync();

        await ann.SaysAsync("Hello again").AnswersAsync("Let us go on where we stopped.\nAt what time, from 9 to 19?");
        await ann.SaysAsync("10:30").AnswersAsync("What is your name?");
        await ann.SaysAsync("Ann Lee").AnswersWithAsync("Is this right?");
        await ann.TapsAsync("Confirm").AnswersAsync("It is booked. See you, Ann Lee!");
        (await bot.ArtifactsAsync<Appointment>("booking")).Should().Equal(Booked);
    }
    #endregion

    [Fact]
    public async Task Lead_LeavesTheNumber_IsKeptAsALead()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync("Can you call me back?").AnswersAsync("What is it about?");
        await ann.SaysAsync("A wedding with six bridesmaids").AnswersAsync("What is your name?");
        await ann.SaysAsync("Ann Lee").AnswersAsync("At which number?");
        await ann.SaysAsync("06 12 34 56 78").AnswersAsync("Thank you, Ann Lee. We call you today.");

        (await bot.ArtifactsAsync<Lead>("lead")).Should().Equal(new Lead("A wedding with six bridesmaids", "Ann Lee", "+33612345678"));
    }

    [Theory]
    [InlineData("This is the third time, it is UNACCEPTABLE!", "I am sorry. A colleague takes care of it personally.")]
    [InlineData("C'est scandaleux, une heure d'attente", "Je suis désolé. Une collègue s'en occupe personnellement.")]
    public async Task AngryMessage_IsHandedOffToAColleague(string words, string answer)
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");

        await ann.SaysAsync(words).AnswersAsync(answer);
        await ann.SaysAsync("Hello?").StaysSilentAsync();

        ConversationDocument document = (await ann.DocumentAsync())!;
        document.Handling.Should().Be(Handling.Human);
        document.HandoffSummary.Should().Be($"Angry: {words}");
    }

    [Fact]
    public async Task AngryMessage_InTheMiddleOfABooking_TellsTheColleagueWhatIsFilledIn()
    {
        await using ConciergeTestHost bot = await StartAsync();
        TestPerson ann = bot.Person("Ann");
        await ann.SaysAsync("I want to book a haircut on Tuesday").AnswersWithAsync("At what time");

        await ann.SaysAsync("why so many questions, this is ridiculous").AnswersWithAsync("A colleague takes care");
        (await ann.DocumentAsync())!.HandoffSummary.Should().Contain("Angry: why so many").And.Contain("Tuesday 12 May 2026");

        await bot.Colleague("Olga").HandsBackAsync(ann);
        await ann.SaysAsync("at 10:30 then").AnswersWithAsync("What is your name?");
    }

    private static Task<ConciergeTestHost> StartAsync() => ConciergeTestHost.StartAsync(concierge => concierge.AddSalon(), Wednesday);
}
