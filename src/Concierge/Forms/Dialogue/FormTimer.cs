namespace Concierge.Forms.Dialogue;

/// <summary>Forgets a form that nobody has touched for too long.</summary>
internal sealed class FormTimer(FormDirectory forms) : ITimerHandler
{
    public const string HandlerName = "concierge.form";

    public string Name => HandlerName;

    public async ValueTask HandleAsync(TurnContext turn, ConversationTimer timer)
    {
        if (await forms.FindAsync(Form.NameOf(timer.Id), turn) is { Form: var form })
        {
            Expire(form, turn, timer.Data?.GetString());
            return;
        }

        // It was switched off or taken away meanwhile: nobody will ask for what was filled in.
        FormKeeper.Drop(timer.Id, turn);
    }

    private static void Expire(Form form, TurnContext turn, string? instance)
    {
        Parsing.ReadingContext context = form.ContextOf(turn);
        if (FormKeeper.Load(form, turn, context) is not { } state || state.Instance != instance)
        {
            return;
        }

        // The colleague may be filling it in with the person.
        if (turn.Document.Handling == Handling.Human)
        {
            FormKeeper.Schedule(form, turn, state);
            return;
        }

        FormKeeper.Forget(form, turn);
        turn.Decision = $"{form.Name}: expired";
        if (form.ExpiryNotice is { } notice)
        {
            turn.Reply(new TextMessage(context.Say(notice)) { Purpose = MessagePurpose.Notice });
        }
    }
}
