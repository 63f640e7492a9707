using Concierge.Forms;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Forms;

/// <summary>The code of docs/forms.md.</summary>
public sealed class FormSnippets
{
    private static readonly Diary Taken = new();

    [Fact]
    public async Task Appointment_InFrench_IsBooked()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => AddAppointment(c), SalonBot.Now);

        await bot.SaysAsync("Bonjour, je voudrais réserver une coupe mardi à 10h").AnswersWithAsync("Quel est votre nom ?");
        await bot.SaysAsync("Zoé Martin").AnswersWithAsync("06");
        await bot.SaysAsync("06 12 34 56 78").AnswersWithAsync("mardi 12 mai 2026");
        await bot.SaysAsync("non, plutôt jeudi").AnswersWithAsync("jeudi 7 mai 2026");
        await bot.SaysAsync("oui").AnswersAsync("À bientôt, Zoé Martin !");
    }

    [Fact]
    public async Task Feedback_WithCondition_AsksWhatMatters()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => AddFeedback(c), SalonBot.Now);

        await bot.SaysAsync("feedback").AnswersAsync("How many stars?");
        await bot.SaysAsync("five").AnswersAsync("Thank you, that is done.");
        await bot.SaysAsync("feedback");
        await bot.SaysAsync("2").AnswersAsync("What went wrong?");
        await bot.SaysAsync("the tea was cold").AnswersAsync("Thank you, that is done.");
    }

    [Fact]
    public async Task Handler_OfAForm_IsGivenTheFields()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(
            c => AddHandler(c).Configured("""
                { "Concierge": { "Services": { "salon": { "processing": "form", "triggers": { "keywords": [ "book" ] },
                  "form": { "handler": "diary", "fields": [ { "name": "day", "type": "date" } ] } } } } }
                """),
            SalonBot.Now);

        await bot.SaysAsync("book 12 may");
        await bot.SaysAsync("yes").AnswersAsync("You are in the diary.");

        Taken.Days.Should().Contain("2026-05-12");
    }

    private static IConciergeBuilder AddHandler(IConciergeBuilder concierge)
    {
        #region handler
        concierge.AddFormHandler("diary", async (turn, form) =>
        {
            await Taken.AddAsync(form.GetProperty("day").GetString()!);
            turn.Reply("You are in the diary.");
        });
        #endregion
        return concierge;
    }

    private static void AddAppointment(IConciergeBuilder concierge)
    {
        #region form
        concierge.AddForm<Appointment>("appointment", form => form
            .Service(s => s.Keywords("book", "réserver", "reservar"))
            .Country("FR")
            .Field(a => a.Cut, f => f
                .Prompt("Which cut?", "Quelle coupe ?", "¿Qué corte?")
                .Choices(new FormChoice("cut", "Coupe", "haircut", "corte"), new FormChoice("beard", "Barbe", "beard", "barba")))
            .Field(a => a.Day, f => f.Prompt("Which day?", "Quel jour ?", "¿Qué día?").NotInPast())
            .Field(a => a.Time, f => f
                .Prompt("At what time?", "À quelle heure ?", "¿A qué hora?")
                .Range(new TimeOnly(9, 0), new TimeOnly(19, 0))
                .Validate(async (time, turn) => await Taken.IsTakenAsync(time) ? new LocalizedText("{value} is taken.") : null))
            .Field(a => a.Name, f => f.Prompt("What is your name?", "Quel est votre nom ?", "¿Cómo se llama?").PersonName())
            .Field(a => a.Phone, f => f.Prompt("Your number, as in 06…?", "Votre numéro, comme 06… ?", "¿Su número, como 06…?").Phone())
            .OnCompleted(async (turn, appointment) =>
            {
                await Taken.AddAsync(appointment);
                turn.Reply($"À bientôt, {appointment.Name} !");
            }));
        #endregion
    }

    private static void AddFeedback(IConciergeBuilder concierge)
    {
        #region condition
        concierge.AddForm<Feedback>("feedback", form => form
            .Service(s => s.Keywords("feedback"))
            .Artifact("review")
            .WithoutConfirmation()
            .Field(f => f.Stars, f => f.Prompt("How many stars?").Range(1, 5))
            .Field(f => f.Reason, f => f.Prompt("What went wrong?").Required().When(answers => answers.Get(x => x.Stars) < 4)));
        #endregion
    }

    #region record
    public sealed record Appointment(string Cut, DateOnly Day, TimeOnly Time, string Name, string Phone);

    public sealed record Feedback(int Stars, string? Reason = null);
    #endregion

    private sealed class Diary
    {
        public List<string> Days { get; } = [];

        public ValueTask<bool> IsTakenAsync(TimeOnly time) => ValueTask.FromResult(time == new TimeOnly(12, 0));

        public ValueTask AddAsync(string day)
        {
            Days.Add(day);
            return ValueTask.CompletedTask;
        }

        public ValueTask AddAsync(Appointment appointment)
        {
            appointment.Phone.Should().Be("+33612345678");
            return ValueTask.CompletedTask;
        }
    }
}
