namespace Concierge.Forms;

/// <summary>
/// What a form says, in English, French and Spanish. Change what you like with <c>form.Texts(t =&gt; t with { … })</c>; a text may have any languages.
/// Names in braces are replaced.
/// </summary>
public sealed record FormTexts
{
    /// <summary>The question for a field without prompt. <c>{field}</c></summary>
    public LocalizedText Ask { get; init; } = T("{field}?", "{field} ?", "¿{field}?");

    /// <summary>Before the next question, what was understood of a sentence. <c>{values}</c></summary>
    public LocalizedText Understood { get; init; } = T("Noted: {values}.", "C'est noté : {values}.", "Anotado: {values}.");

    /// <summary>After a correction. <c>{values}</c></summary>
    public LocalizedText Corrected { get; init; } = T("Changed: {values}.", "C'est modifié : {values}.", "Cambiado: {values}.");

    /// <summary>When a value was given again without saying that it corrects the first. <c>{values}</c>, <c>{field}</c></summary>
    public LocalizedText Kept { get; init; } = T(
        "I kept {values}. To change it, write: change {field}.", "J'ai gardé {values}. Pour modifier, écrivez : changer {field}.", "He dejado {values}. Para cambiarlo, escriba: cambiar {field}.");

    /// <summary>What stands in a field, in summaries and above. <c>{field}</c>, <c>{value}</c></summary>
    public LocalizedText Labelled { get; init; } = T("{field}: {value}", "{field} : {value}", "{field}: {value}");

    /// <summary>Above the summary.</summary>
    public LocalizedText Summary { get; init; } = T("To sum up:", "En résumé :", "En resumen:");

    /// <summary>Below the summary.</summary>
    public LocalizedText IsThisRight { get; init; } = T("Is this right?", "Est-ce correct ?", "¿Es correcto?");

    /// <summary>Button.</summary>
    public LocalizedText Confirm { get; init; } = T("Confirm", "Confirmer", "Confirmar");

    /// <summary>Button.</summary>
    public LocalizedText Change { get; init; } = T("Change", "Modifier", "Cambiar");

    /// <summary>Button.</summary>
    public LocalizedText Cancel { get; init; } = T("Cancel", "Annuler", "Cancelar");

    /// <summary>Button under optional questions.</summary>
    public LocalizedText Skip { get; init; } = T("Skip", "Passer", "Omitir");

    /// <summary>Button.</summary>
    public LocalizedText TryAgain { get; init; } = T("Try again", "Réessayer", "Reintentar");

    /// <summary>Button.</summary>
    public LocalizedText Person { get; init; } = T("Talk to a person", "Parler à quelqu'un", "Hablar con alguien");

    /// <summary>What is to be changed?</summary>
    public LocalizedText WhatToChange { get; init; } = T("What would you like to change?", "Que voulez-vous modifier ?", "¿Qué quiere cambiar?");

    /// <summary>When nothing is left to go back to.</summary>
    public LocalizedText NothingBefore { get; init; } = T("This is the first question.", "C'est la première question.", "Esta es la primera pregunta.");

    /// <summary>When a question that must be answered was to be skipped.</summary>
    public LocalizedText IsNeeded { get; init; } = T("This one is needed.", "Cette réponse est nécessaire.", "Esta respuesta es necesaria.");

    /// <summary>What a person may say at any time; the field's own help stands before it.</summary>
    public LocalizedText Help { get; init; } = T(
        "You can also write: back, skip, cancel, or change followed by what you want to change.",
        "Vous pouvez aussi écrire : retour, passer, annuler, ou changer suivi de ce que vous voulez modifier.",
        "También puede escribir: atrás, omitir, cancelar, o cambiar seguido de lo que quiera modificar.");

    /// <summary>After too many answers that were not understood.</summary>
    public LocalizedText Stuck { get; init; } = T("I still do not understand. How shall we go on?", "Je ne comprends toujours pas. Comment continuer ?", "Sigo sin entender. ¿Cómo seguimos?");

    /// <summary>When a colleague takes over.</summary>
    public LocalizedText HandedOff { get; init; } = T(
        "A person will answer you here. What you have told me is kept.", "Une personne va vous répondre ici. Ce que vous m'avez dit est conservé.", "Una persona le responderá aquí. Lo que me ha dicho queda guardado.");

    /// <summary>After it was cancelled.</summary>
    public LocalizedText Cancelled { get; init; } = T("All right, that is cancelled.", "D'accord, c'est annulé.", "De acuerdo, queda cancelado.");

    /// <summary>After it was confirmed and the host's handler said nothing.</summary>
    public LocalizedText Completed { get; init; } = T("Thank you, that is done.", "Merci, c'est fait.", "Gracias, hecho.");

    /// <summary>Before the question when the person comes back after hours or days, or from a colleague.</summary>
    public LocalizedText Resumed { get; init; } = T("Let us go on where we stopped.", "Reprenons où nous en étions.", "Sigamos donde lo dejamos.");

    /// <summary>When a button of an earlier question or form was tapped.</summary>
    public LocalizedText OldButton { get; init; } = T("That button is no longer valid.", "Ce bouton n'est plus valable.", "Ese botón ya no es válido.");

    /// <summary>When something other than words was sent.</summary>
    public LocalizedText NeedsWords { get; init; } = T("Please answer in words.", "Répondez avec des mots, s'il vous plaît.", "Responda con palabras, por favor.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotText { get; init; } = T("I need a few words.", "Il me faut quelques mots.", "Necesito unas palabras.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotName { get; init; } = T("I did not understand the name.", "Je n'ai pas compris le nom.", "No he entendido el nombre.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotDate { get; init; } = T(
        "I did not understand the day. Write it as in \"tomorrow\" or \"12 May\".", "Je n'ai pas compris le jour. Écrivez par exemple « demain » ou « 12 mai ».", "No he entendido el día. Escriba por ejemplo «mañana» o «12 de mayo».");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotTime { get; init; } = T(
        "I did not understand the time. Write it as in \"14:30\".", "Je n'ai pas compris l'heure. Écrivez par exemple « 14h30 ».", "No he entendido la hora. Escriba por ejemplo «14:30».");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotNumber { get; init; } = T("I need a number.", "Il me faut un nombre.", "Necesito un número.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotInteger { get; init; } = T("I need a whole number.", "Il me faut un nombre entier.", "Necesito un número entero.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotMoney { get; init; } = T("I did not understand the amount.", "Je n'ai pas compris le montant.", "No he entendido el importe.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotEmail { get; init; } = T("That is not an e-mail address.", "Ce n'est pas une adresse e-mail.", "Eso no es una dirección de correo.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotPhone { get; init; } = T(
        "That is not a telephone number. Write it with its country code, as in +33 6 12 34 56 78.",
        "Ce n'est pas un numéro de téléphone. Écrivez-le avec l'indicatif, par exemple +33 6 12 34 56 78.",
        "Eso no es un número de teléfono. Escríbalo con el prefijo, por ejemplo +34 612 34 56 78.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText NotYesNo { get; init; } = T("Please answer yes or no.", "Répondez par oui ou non, s'il vous plaît.", "Responda sí o no, por favor.");

    /// <summary>Why an answer is not taken. <c>{choices}</c></summary>
    public LocalizedText NotChoice { get; init; } = T("Please choose one of: {choices}.", "Choisissez parmi : {choices}.", "Elija entre: {choices}.");

    /// <summary>Why a number or an amount is not taken. <c>{min}</c></summary>
    public LocalizedText TooSmall { get; init; } = T("The least possible is {min}.", "Le minimum est {min}.", "El mínimo es {min}.");

    /// <summary>Why a number or an amount is not taken. <c>{max}</c></summary>
    public LocalizedText TooLarge { get; init; } = T("The most possible is {max}.", "Le maximum est {max}.", "El máximo es {max}.");

    /// <summary>Why a day or a time is not taken. <c>{min}</c></summary>
    public LocalizedText TooEarly { get; init; } = T("The earliest possible is {min}.", "Au plus tôt : {min}.", "Como muy pronto: {min}.");

    /// <summary>Why a day or a time is not taken. <c>{max}</c></summary>
    public LocalizedText TooLate { get; init; } = T("The latest possible is {max}.", "Au plus tard : {max}.", "Como muy tarde: {max}.");

    /// <summary>Why an answer is not taken. <c>{min}</c></summary>
    public LocalizedText TooShort { get; init; } = T("That is too short: at least {min} characters.", "C'est trop court : au moins {min} caractères.", "Es demasiado corto: al menos {min} caracteres.");

    /// <summary>Why an answer is not taken. <c>{max}</c></summary>
    public LocalizedText TooLong { get; init; } = T("That is too long: at most {max} characters.", "C'est trop long : au plus {max} caractères.", "Es demasiado largo: como máximo {max} caracteres.");

    /// <summary>Why an answer is not taken.</summary>
    public LocalizedText WrongPattern { get; init; } = T("That does not have the right form.", "Le format n'est pas le bon.", "El formato no es correcto.");

    /// <summary>Why an answer is not taken. <c>{value}</c></summary>
    public LocalizedText InPast { get; init; } = T("{value} is in the past.", "{value} est déjà passé.", "{value} ya ha pasado.");

    /// <summary>Why an answer is not taken. <c>{value}</c></summary>
    public LocalizedText InFuture { get; init; } = T("{value} is in the future.", "{value} est dans le futur.", "{value} está en el futuro.");

    /// <summary>A value that is shown.</summary>
    public LocalizedText Yes { get; init; } = T("yes", "oui", "sí");

    /// <summary>A value that is shown.</summary>
    public LocalizedText No { get; init; } = T("no", "non", "no");

    private static LocalizedText T(string english, string french, string spanish) =>
        new(new Dictionary<string, string> { [LocalizedText.AnyLanguage] = english, ["en"] = english, ["fr"] = french, ["es"] = spanish });
}
