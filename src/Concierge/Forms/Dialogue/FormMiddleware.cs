using Concierge.Channels;

namespace Concierge.Forms.Dialogue;

/// <summary>
/// Lets forms see messages before numbers and titles are taken for choices, lets others answer what is not for a form, and answers buttons of forms
/// that are over.
/// </summary>
internal sealed class FormMiddleware(FormDirectory forms) : ITurnMiddleware
{
    public async ValueTask InvokeAsync(TurnContext turn, TurnDelegate next)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        FormInput.Remember(turn);
        if (await forms.FindAsync(turn.Document.ActiveService, turn) is { } active)
        {
            await (active.Form.Interruption == FormInterruption.LetOthersAnswer && !await active.IsForMeAsync(turn) ? InterruptAsync(active, turn, next) : next(turn));
            if (turn.HandlingChanged && turn.Document.Handling == Handling.Human)
            {
                active.AddToHandoff(turn);
            }

            return;
        }

        if (turn.Message.Body is ChoiceBody choice && FormButton.IsFormButton(choice.ChoiceId) && turn.Document.ActiveService is null && await forms.FindAnyAsync(turn) is { Form: var any })
        {
            turn.Decision = "not answered by a service: the button belongs to a form that is over";
            turn.Reply(any.ContextOf(turn).Say(any.Texts.OldButton));
            return;
        }

        await next(turn);
    }

    private static async ValueTask InterruptAsync(FormService form, TurnContext turn, TurnDelegate next)
    {
        turn.Document.ActiveService = null;
        await next(turn);
        if (turn.Document is { Handling: Handling.Bot, ActiveService: null })
        {
            await form.ComeBackAsync(turn);
        }
    }
}
