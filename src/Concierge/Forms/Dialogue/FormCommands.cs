using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>Messages that are a command and nothing else.</summary>
internal static class FormCommands
{
    private static readonly PhraseTable<FormCommand> Words = new PhraseTable<FormCommand>()
        .Add(FormCommand.Cancel, "cancel", "cancel it", "cancel this", "cancel that", "cancel everything", "forget it", "forget about it", "never mind", "nevermind", "abort", "quit", "exit", "stop", "arrêter", "arrêtez", "parar",
            "annuler", "annule", "annulez", "j'annule", "tout annuler", "laisse tomber", "laissez tomber", "abandonner", "j'abandonne", "tant pis",
            "cancelar", "cancela", "cancele", "cancelar todo", "cancelarlo", "anular", "anula", "anule", "olvídalo", "olvídelo", "déjalo", "déjelo", "salir")
        .Add(FormCommand.Back, "back", "go back", "previous", "previous question", "retour", "revenir", "précédent", "question précédente", "en arrière", "revenir en arrière",
            "atrás", "volver", "volver atrás", "anterior", "pregunta anterior")
        .Add(FormCommand.Skip, "skip", "skip it", "skip this", "pass", "next", "none", "nothing", "no thanks", "passer", "passe", "suivant", "aucun", "aucune", "rien", "ignorer", "non merci",
            "saltar", "omitir", "pasar", "siguiente", "ninguno", "ninguna", "nada", "no gracias")
        .Add(FormCommand.Help, "help", "aide", "aidez-moi", "à l'aide", "ayuda", "ayúdame", "what can i say", "que puis-je dire")
        .Add(FormCommand.Person, "agent", "human", "a human", "person", "a person", "a real person", "operator", "talk to a person", "talk to a human", "talk to someone", "speak to someone", "speak to a person", "speak to a human",
            "speak with someone", "i want a human", "i want to talk to a person", "humain", "un humain", "une personne", "conseiller", "un conseiller", "opérateur", "parler à quelqu'un", "parler à une personne", "parler à un humain",
            "parler à un conseiller", "je veux parler à quelqu'un", "agente", "un agente", "humano", "un humano", "una persona", "persona", "hablar con alguien", "hablar con una persona", "hablar con un humano", "quiero hablar con una persona")
        .Add(FormCommand.Change, "change", "edit", "modify", "change something", "modifier", "changer", "corriger", "cambiar", "modificar", "corregir")
        .Add(FormCommand.Confirm, "confirm", "confirmed", "i confirm", "confirmer", "je confirme", "confirme", "c'est confirmé", "confirmar", "confirmo", "confirmado")
        .Add(FormCommand.Again, "try again", "again", "retry", "réessayer", "encore", "reintentar", "otra vez");

    public static FormCommand? Find(Reading reading, Form form)
    {
        foreach (PhraseTable<bool> words in form.CancelWords)
        {
            if (words.MatchWhole(reading) is not null)
            {
                return FormCommand.Cancel;
            }
        }

        return Words.MatchWhole(reading)?.Value;
    }
}
