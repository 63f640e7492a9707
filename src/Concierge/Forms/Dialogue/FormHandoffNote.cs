using Concierge.Turns;

namespace Concierge.Forms.Dialogue;

/// <summary>Whoever takes over while a form has the word learns what is filled in.</summary>
internal sealed class FormHandoffNote(IEnumerable<FormService> forms) : IHandoffNote
{
    public void AddToHandoff(TurnContext turn) => forms.FirstOrDefault(form => form.Form.Name == turn.Document.ActiveService)?.AddToHandoff(turn);
}
