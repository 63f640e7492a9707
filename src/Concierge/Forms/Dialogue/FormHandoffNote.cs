using Concierge.Turns;

namespace Concierge.Forms.Dialogue;

/// <summary>Whoever takes over while a form has the word learns what is filled in.</summary>
internal sealed class FormHandoffNote(FormDirectory forms) : IHandoffNote
{
    public async ValueTask AddToHandoffAsync(TurnContext turn) => (await forms.FindAsync(turn.Document.ActiveService, turn))?.AddToHandoff(turn);
}
