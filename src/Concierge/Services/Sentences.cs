namespace Concierge.Services;

/// <summary>What is said where a definition has no words of its own.</summary>
internal static class Sentences
{
    public static LocalizedText AskForId { get; } = Text("Please write your code.", "Écrivez votre code, s'il vous plaît.", "Escriba su código, por favor.");

    public static LocalizedText InvalidId { get; } = Text(
        "That code is not right. Attempts left: {attempts}.",
        "Ce code n'est pas valable. Essais restants : {attempts}.",
        "Ese código no es válido. Intentos restantes: {attempts}.");

    public static LocalizedText Blocked { get; } = Text(
        "Too many wrong codes. Try again in {minutes} min.",
        "Trop de codes faux. Réessayez dans {minutes} min.",
        "Demasiados códigos incorrectos. Inténtelo de nuevo en {minutes} min.");

    public static LocalizedText Unavailable { get; } = Text(
        "The code cannot be checked right now. Please try again in a few minutes.",
        "Le code ne peut pas être vérifié pour le moment. Réessayez dans quelques minutes.",
        "El código no se puede comprobar ahora. Inténtelo de nuevo en unos minutos.");

    public static LocalizedText Transfer { get; } = Text(
        "A person will answer you here.", "Une personne va vous répondre ici.", "Una persona le responderá aquí.");

    public static LocalizedText Goodbye { get; } = Text("All right, that is closed.", "D'accord, c'est terminé.", "De acuerdo, hemos terminado.");

    public static LocalizedText Menu { get; } = Text("How can I help?", "Comment puis-je vous aider ?", "¿En qué puedo ayudarle?");

    private static LocalizedText Text(string english, string french, string spanish) =>
        new(new Dictionary<string, string> { [LocalizedText.AnyLanguage] = english, ["en"] = english, ["fr"] = french, ["es"] = spanish });
}
