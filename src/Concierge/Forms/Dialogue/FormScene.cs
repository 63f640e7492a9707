using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>What the steps of one turn of a form share.</summary>
internal sealed class FormScene
{
    public FormScene(Form form, FormState state, ReadingContext context, TurnContext turn)
    {
        Form = form;
        State = state;
        Context = context;
        Turn = turn;
        Sheet = new FormSheet(form, state);
        Speaker = new FormSpeaker(form, state, Sheet, context, turn);
    }

    public Form Form { get; }

    public FormState State { get; }

    public ReadingContext Context { get; }

    public TurnContext Turn { get; }

    public FormSheet Sheet { get; }

    public FormSpeaker Speaker { get; }

    /// <summary>The field that was asked for; null after the summary.</summary>
    public FormField? Asked => State.Step is FormStep.Asking or FormStep.Stuck ? Form.Find(State.Field) : null;
}
