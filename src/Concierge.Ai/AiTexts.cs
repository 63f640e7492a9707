namespace Concierge.Ai;

/// <summary>
/// What the AI step says in the bot's name without asking the model. Write them in the bot's language; <c>{0}</c> stands for
/// what each comment says.
/// </summary>
public sealed record AiTexts
{
    /// <summary>No model answered, or none in time.</summary>
    public string Unavailable { get; init; } = "Sorry, I cannot answer right now. Please try again in a few minutes.";

    /// <summary>The model found no end.</summary>
    public string GaveUp { get; init; } = "Sorry, I could not work this out. Could you put it another way?";

    /// <summary>A crash or a time-out interrupted an action. {0}: the tool's title.</summary>
    public string OutcomeUnknown { get; init; } = "I was interrupted during “{0}” and cannot tell whether it was done. Please have it checked before asking again.";

    /// <summary>The question before an action. {0}: the tool's title. {1}: its details, one per line; may be empty.</summary>
    public string Confirm { get; init; } = "*{0}*{1}\n\nShall I do this?";

    /// <summary>Yes.</summary>
    public string Yes { get; init; } = "Yes";

    /// <summary>No.</summary>
    public string No { get; init; } = "No";

    /// <summary>A button of a question that is answered, too old or somebody else's.</summary>
    public string ConfirmationClosed { get; init; } = "This question is no longer open. Nothing was done.";

    /// <summary>A colleague has to approve. {0}: the tool's title.</summary>
    public string WaitsForApproval { get; init; } = "A colleague has to approve “{0}”. We will come back to you.";

    /// <summary>A colleague has approved, and it is done. {0}: the tool's title.</summary>
    public string Approved { get; init; } = "“{0}” has been approved and is done.";

    /// <summary>A colleague has refused. {0}: the tool's title.</summary>
    public string NotApproved { get; init; } = "“{0}” was not approved. Nothing was done.";

    /// <summary>A colleague has approved, but it could not be done. {0}: the tool's title.</summary>
    public string ApprovedButFailed { get; init; } = "“{0}” has been approved but could not be done. A colleague will see to it.";

    /// <summary>A colleague takes over.</summary>
    public string HandedOff { get; init; } = "I am passing you on to a colleague, who will answer you here.";

    /// <summary>The person's or the tenant's limit is reached. Said at most once an hour.</summary>
    public string LimitReached { get; init; } = "I have answered a great deal today and have to pause. Please try again tomorrow.";

    /// <summary>Stands where a link was that may not be sent.</summary>
    public string LinkRemoved { get; init; } = "[link removed]";

    /// <summary>Stands where a sentence was with a number that nothing confirms (<see cref="NumberGuard.Replace"/>).</summary>
    public string NumberRemoved { get; init; } = "[left out: a figure that I cannot confirm]";

    /// <summary>Said instead of an answer with a number that nothing confirms (<see cref="NumberGuard.Block"/>).</summary>
    public string NumberRefused { get; init; } = "Sorry, I have no reliable figure for this and would rather not guess. Please ask us for a colleague.";

    /// <summary>A kind of message that cannot be read. {0}: image, audio, video, document, sticker…</summary>
    public string Unsupported { get; init; } = "Sorry, I cannot read this kind of message ({0}). Could you write it as text?";

    /// <summary>A file that is too large. {0}: as in <see cref="Unsupported"/>.</summary>
    public string TooLarge { get; init; } = "Sorry, this file ({0}) is too large for me. Could you send a smaller one, or write it as text?";
}
