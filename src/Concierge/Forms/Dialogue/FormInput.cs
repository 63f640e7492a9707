using Concierge.Channels;

namespace Concierge.Forms.Dialogue;

/// <summary>What the person did, before a text was taken for one of the offered choices: a form reads numbers and titles itself.</summary>
/// <param name="Text">The words; empty when there are none.</param>
/// <param name="Tap">The id of a tapped choice, or null.</param>
/// <param name="IsSilent">It is nothing that wants an answer: a reaction, an edit, a deletion, a notice.</param>
internal sealed record FormInput(string Text, string? Tap, bool IsSilent)
{
    private static readonly object Key = new();

    /// <summary>Keeps the messages as they came.</summary>
    public static void Remember(TurnContext turn) => turn.Items[Key] = turn.Messages;

    public static FormInput Of(TurnContext turn)
    {
        // A code that opened the service is nobody's answer: the router has put what it stands for in its place.
        IReadOnlyList<MessageReceived> messages = !turn.IsConfidential && turn.Items.TryGetValue(Key, out object? kept) ? (IReadOnlyList<MessageReceived>)kept! : turn.Messages;
        MessageBody last = messages[^1].Body;
        return new FormInput(
            string.Join('\n', messages.Select(static message => message.Body is ChoiceBody { ChoiceId.Length: > 0 } ? null : message.Body.PlainText).Where(static text => !string.IsNullOrWhiteSpace(text))),
            last is ChoiceBody { ChoiceId.Length: > 0 } choice ? choice.ChoiceId : null,
            messages.All(static message => message.Body is ReactionBody or EditBody or RevokeBody or SystemBody or CallBody));
    }
}
