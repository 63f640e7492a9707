using Concierge.Forms;

namespace Concierge.Samples.Scenarios;

/// <summary>A parish's desk, in French: the times of mass, lessons for those who know the parents' code, and the secretary.</summary>
public static class ParishBot
{
    private static readonly string[] Lessons = ["La Création", "Abraham", "Moïse"];

    /// <summary>Adds the desk's services.</summary>
    public static IConciergeBuilder AddParish(this IConciergeBuilder concierge)
    {
        concierge.Services.Configure<ConciergeOptions>(options => options.Routing.Language = "fr");
        return concierge
            .AddService("messes", service => service
                .DisplayName("Horaires des messes")
                .Keywords("messe", "messes", "horaires")
                .Answer("Messe le samedi à 18 h 30 et le dimanche à 10 h, 3 place de l'Église."))
            .AddService("catechisme", AboutLessons, GiveLesson)
            .AddForm<Ticket>("secretariat", AboutTheSecretary);
    }

    private static void AboutLessons(ServiceBuilder service) => service
        .DisplayName("Catéchisme")
        .Keywords("catéchisme", "caté", "leçon")
        .Hold(ServiceHold.Continue)
        .RequireId(new IntrinsicIdRule { Name = "parents", Values = ["SOLEIL"] })
        .Prompts(prompts => prompts with
        {
            AskForId = "Quel est le code des parents ?",
            InvalidId = "Ce n'est pas le bon code. Essais restants : {attempts}.",
            Blocked = "Trop d'essais. Réessayez dans {minutes} minutes.",
        });

    private static ValueTask GiveLesson(TurnContext turn)
    {
        int number = turn.Text.FirstOrDefault(char.IsAsciiDigit) - '0';
        turn.Reply(number >= 1 && number <= Lessons.Length
            ? $"Leçon {number} : {Lessons[number - 1]}."
            : $"Quelle leçon ? De 1 à {Lessons.Length}.");
        return ValueTask.CompletedTask;
    }

    // One question, so that the secretary knows what it is about; the ticket stays as an artifact.
    private static void AboutTheSecretary(FormBuilder<Ticket> form) => form
        .Service(service => service.DisplayName("Secrétariat").Keywords("secrétariat", "contact", "parler à quelqu'un"))
        .Artifact(ArtifactKinds.Ticket)
        .WithoutConfirmation()
        .Field(ticket => ticket.Subject, field => field.Prompt("C'est à quel sujet ?"))
        .OnCompleted((turn, ticket) =>
        {
            turn.HandOff(ticket.Subject);
            turn.Reply("Merci. Le secrétariat vous répond ici.");
            return ValueTask.CompletedTask;
        });
}
