using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Forms.Dialogue;

/// <summary>A form as the router sees it.</summary>
internal sealed class FormService(Form form) : IService
{
    public Form Form => form;

    public async ValueTask HandleAsync(TurnContext turn)
    {
        FormInput input = FormInput.Of(turn);
        ReadingContext context = form.ContextOf(turn);
        FormState? kept = FormKeeper.Load(form, turn, context);
        bool hadTheWord = turn.Document.ActiveService == form.Name;
        if (input.IsSilent && hadTheWord)
        {
            turn.Decision = $"{turn.Decision} (nothing to answer)";
            return;
        }

        FormState state = kept ?? FormKeeper.Begin(form, turn, turn.Services.GetRequiredService<IIdSource>());
        turn.Document.ActiveService = form.Name;
        var dialogue = new FormDialogue(form, state, context, turn);
        bool goesOn = hadTheWord && kept is not null
            ? await dialogue.ContinueAsync(input)
            : await dialogue.BeginAsync(input, isNew: kept is null);
        if (goesOn)
        {
            FormKeeper.Save(form, turn, state);
        }
    }

    /// <summary>Whether the message is meant for the form. Changes nothing.</summary>
    public async ValueTask<bool> IsForMeAsync(TurnContext turn)
    {
        FormInput input = FormInput.Of(turn);
        ReadingContext context = form.ContextOf(turn);
        return FormKeeper.Load(form, turn, context) is not { } state || await new FormDialogue(form, state, context, turn).UnderstandsAsync(input);
    }

    /// <summary>Whether the last question may be answered with any words.</summary>
    public bool AsksOpenQuestion(TurnContext turn) =>
        FormKeeper.Load(form, turn, form.ContextOf(turn)) is { Step: FormStep.Asking } state
        && form.Find(state.Field)?.Kind is TextKind { Pattern: null } and not NameKind;

    /// <summary>Somebody else gave the conversation to a person: the colleague learns what is filled in, and the form keeps the word for afterwards.</summary>
    public void AddToHandoff(TurnContext turn)
    {
        ReadingContext context = form.ContextOf(turn);
        if (FormKeeper.Load(form, turn, context) is not { } state)
        {
            return;
        }

        string filled = FormSummary.ForColleague(form, new FormSheet(form, state), context);
        if (turn.Document.HandoffSummary?.Contains(filled, StringComparison.Ordinal) == true)
        {
            return;
        }

        turn.Document.HandoffSummary = string.IsNullOrEmpty(turn.Document.HandoffSummary) ? filled : $"{turn.Document.HandoffSummary}\n{filled}";
        turn.Document.ActiveService ??= form.Name;
        state.IsPaused = true;
        FormKeeper.Save(form, turn, state);
    }

    /// <summary>Takes the word back after another service has answered, and repeats the question.</summary>
    public async ValueTask ComeBackAsync(TurnContext turn)
    {
        ReadingContext context = form.ContextOf(turn);
        if (FormKeeper.Load(form, turn, context) is not { } state)
        {
            return;
        }

        turn.Document.ActiveService = form.Name;
        if (await new FormDialogue(form, state, context, turn).GoOnAsync())
        {
            FormKeeper.Save(form, turn, state);
        }
    }
}
