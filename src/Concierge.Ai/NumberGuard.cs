namespace Concierge.Ai;

/// <summary>
/// What becomes of an answer with a phone number, an amount, a percentage or a long number that stands in no source of the turn: not in the
/// prompts, the facts, the tool results, the history or the person's own messages.
/// </summary>
public enum NumberGuard
{
    /// <summary>Nothing is looked at.</summary>
    Off = 0,

    /// <summary>It is sent; the log and the turn's decision in the transcript count such numbers.</summary>
    Warn = 1,

    /// <summary>Each sentence with such a number is left out, and <see cref="AiTexts.NumberRemoved"/> stands in its place.</summary>
    Replace = 2,

    /// <summary>It is not sent: the person reads <see cref="AiTexts.NumberRefused"/>, or a colleague takes over in a service of the kind <c>hybrid</c>.</summary>
    Block = 3,
}
