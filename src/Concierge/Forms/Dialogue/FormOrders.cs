using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>Does what a person commands. Its methods say whether the form goes on.</summary>
internal sealed class FormOrders(FormScene scene, FormFlow flow)
{
    private readonly Form _form = scene.Form;
    private readonly FormState _state = scene.State;
    private readonly FormSheet _sheet = scene.Sheet;
    private readonly FormSpeaker _speaker = scene.Speaker;

    public bool Applies(FormCommand command) => command switch
    {
        FormCommand.Confirm => _state.Step == FormStep.Confirming,
        FormCommand.Person => _form.OffersPerson,
        FormCommand.Again => _state.Step == FormStep.Stuck,
        FormCommand.Skip => scene.Asked is { Kind: not YesNoKind },
        _ => true,
    };

    public async ValueTask<bool> ObeyAsync(FormCommand command)
    {
        switch (command)
        {
            case FormCommand.Cancel:
                FormKeeper.Forget(_form, scene.Turn);
                scene.Turn.CompleteSession("cancelled");
                _speaker.Say(_form.Texts.Cancelled);
                return false;
            case FormCommand.Back:
                return await BackAsync();
            case FormCommand.Skip:
                return await SkipAsync();
            case FormCommand.Help:
                if (scene.Asked?.Help is { } help)
                {
                    _speaker.Add(help);
                }

                _speaker.Add(_form.Texts.Help);
                return await flow.RepeatAsync();
            case FormCommand.Person:
                return HandOff();
            case FormCommand.Change:
                _speaker.AskWhatToChange();
                return true;
            case FormCommand.Confirm:
                return await flow.CompleteAsync();
            default:
                _state.Step = FormStep.Asking;
                return await flow.GoOnAsync();
        }
    }

    public async ValueTask<bool> SkipAsync()
    {
        if (scene.Asked is not { } asked)
        {
            return await flow.RepeatAsync();
        }

        if (asked.IsRequired)
        {
            return await flow.NotUnderstoodAsync(new Problem(_form.Texts.IsNeeded), isBack: false);
        }

        _sheet.Skip(asked);
        _state.Path.Add(asked.Name);
        _state.Field = null;
        return await flow.GoOnAsync();
    }

    private async ValueTask<bool> BackAsync()
    {
        while (_state.Path.Count > 0)
        {
            FormField? before = _form.Find(_state.Path[^1]);
            _state.Path.RemoveAt(_state.Path.Count - 1);
            if (before is not null && before.Name != _state.Field && _sheet.Applies(before))
            {
                return flow.AskAgain(before);
            }
        }

        _speaker.Add(_form.Texts.NothingBefore);
        return await flow.RepeatAsync();
    }

    private bool HandOff()
    {
        _state.IsPaused = true;
        scene.Turn.HandOff(FormSummary.ForColleague(_form, _sheet, scene.Context));
        _speaker.Say(_form.Texts.HandedOff);
        return true;
    }
}
