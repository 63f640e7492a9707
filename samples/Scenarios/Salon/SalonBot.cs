using Concierge.Forms;

namespace Concierge.Samples.Scenarios;

/// <summary>A hair salon's desk, in English and French: prices, appointments, callbacks, and a colleague for whoever is angry.</summary>
public static class SalonBot
{
    /// <summary>Adds the desk's services.</summary>
    public static IConciergeBuilder AddSalon(this IConciergeBuilder concierge) => concierge
        .EscalateNegativeSentiment(escalation =>
        {
            escalation.Texts[LocalizedText.AnyLanguage] = "I am sorry. A colleague takes care of it personally.";
            escalation.Texts["fr"] = "Je suis désolé. Une collègue s'en occupe personnellement.";
        })
        .AddService("prices", service => service
            .DisplayName(In("Prices", "Tarifs"))
            .Keywords("price", "prices", "how much", "prix", "tarif", "tarifs", "combien")
            .Answer(In("Haircut 35 €, colour 70 €, shave 20 €.", "Coupe 35 €, couleur 70 €, rasage 20 €.")))
        .AddForm<Appointment>("appointment", AboutAppointments)
        .AddForm<Lead>("callback", AboutCallbacks)
        .AddHumanService("colleague", service => service
            .DisplayName(In("A colleague", "Une collègue"))
            .Keywords("colleague", "human", "collègue", "humain")
            .Answer(In("A colleague will be with you in a moment.", "Une collègue vous répond dans un instant.")));

    /// <summary>A text in English, also for every other language, and in French.</summary>
    internal static LocalizedText In(string english, string french) =>
        new(new Dictionary<string, string> { [LocalizedText.AnyLanguage] = english, ["en"] = english, ["fr"] = french });

    private static void AboutAppointments(FormBuilder<Appointment> form) => form
        .Service(service => service
            .DisplayName(In("Book an appointment", "Prendre rendez-vous"))
            .Keywords("book", "appointment", "réserver", "rendez-vous"))
        .Artifact("booking")
        .Interruptions(FormInterruption.LetOthersAnswer)
        .Field(a => a.Treatment, field => field
            .Label(In("Treatment", "Prestation"))
            .Prompt(In("Which treatment?", "Quelle prestation ?"))
            .Choices(
                new FormChoice("Haircut", In("Haircut", "Coupe"), "cut", "coupe de cheveux"),
                new FormChoice("Colour", In("Colour", "Couleur"), "color", "coloration"),
                new FormChoice("Shave", In("Shave", "Rasage"))))
        .Field(a => a.Day, field => field
            .Label(In("Day", "Jour"))
            .Prompt(In("Which day?", "Quel jour ?"))
            .NotInPast()
            .Validate((day, _) => ValueTask.FromResult(day.DayOfWeek is DayOfWeek.Sunday or DayOfWeek.Monday
                ? In("We are closed on Sundays and Mondays.", "Le salon est fermé le dimanche et le lundi.")
                : null)))
        .Field(a => a.Time, field => field
            .Label(In("Time", "Heure"))
            .Prompt(In("At what time, from 9 to 19?", "À quelle heure, de 9 h à 19 h ?"))
            .Range(new TimeOnly(9, 0), new TimeOnly(19, 0)))
        .Field(a => a.Name, field => field
            .Label(In("Name", "Nom"))
            .Prompt(In("What is your name?", "Quel est votre nom ?"))
            .PersonName())
        .OnCompleted((turn, appointment) =>
        {
            turn.Reply(In($"It is booked. See you, {appointment.Name}!", $"C'est réservé. À bientôt, {appointment.Name} !").For(turn.Language));
            return ValueTask.CompletedTask;
        });

    private static void AboutCallbacks(FormBuilder<Lead> form) => form
        .Service(service => service
            .DisplayName(In("Be called back", "Être rappelé"))
            .Keywords("call me", "call back", "wedding", "rappeler", "rappelez-moi", "mariage"))
        .Artifact("lead")
        .WithoutConfirmation()
        .Country("FR")
        .Field(lead => lead.Interest, field => field.Prompt(In("What is it about?", "C'est pour quoi ?")))
        .Field(lead => lead.Name, field => field.Prompt(In("What is your name?", "Quel est votre nom ?")).PersonName())
        .Field(lead => lead.Phone, field => field.Prompt(In("At which number?", "À quel numéro ?")).Phone())
        .OnCompleted((turn, lead) =>
        {
            turn.Reply(In($"Thank you, {lead.Name}. We call you today.", $"Merci, {lead.Name}. Nous vous appelons aujourd'hui.").For(turn.Language));
            return ValueTask.CompletedTask;
        });
}
