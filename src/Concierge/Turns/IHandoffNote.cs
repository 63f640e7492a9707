namespace Concierge.Turns;

/// <summary>Adds to a hand-off's summary what a colleague should know who takes the conversation over, whoever has asked for that.</summary>
internal interface IHandoffNote
{
    /// <summary>Called with the turn in which the conversation goes from the bot to a person, after that was noted in the document.</summary>
    ValueTask AddToHandoffAsync(TurnContext turn);
}
