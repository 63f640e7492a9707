using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>What comes next: a question, the summary, a way out, or the end. Its methods say whether the form goes on.</summary>
internal sealed class FormFlow(FormScene scene)
{
    private readonly Form _form = scene.Form;
    private readonly FormState _state = scene.State;
    private readonly FormSheet _sheet = scene.Sheet;
    private readonly FormSpeaker _speaker = scene.Speaker;

    /// <summary>Asks what is open, sums up, or completes the form.</summary>
    public async ValueTask<bool> GoOnAsync()
    {
        _state.Tries = 0;
        if (_form.Find(_state.Field) is { } forced && _state.Step is FormStep.Asking && _sheet.Applies(forced))
        {
            _speaker.Ask(forced);
            return true;
        }

        if (_sheet.NextOpen is { } open)
        {
            _speaker.Ask(open);
            return true;
        }

        if (_form.AsksConfirmation)
        {
            _speaker.Summarise();
            return true;
        }

        return await CompleteAsync();
    }

    public bool AskAgain(FormField field)
    {
        _state.Tries = 0;
        _speaker.Ask(field);
        return true;
    }

    public async ValueTask<bool> NotUnderstoodAsync(Problem? problem, bool isBack)
    {
        if (isBack)
        {
            _speaker.Add(_form.Texts.Resumed);
            return await RepeatAsync();
        }

        if (problem is not null)
        {
            _speaker.Add(problem);
        }

        if (++_state.Tries >= _form.MaxTries || _state.Step == FormStep.Stuck)
        {
            _speaker.OfferWaysOut();
            return true;
        }

        return await RepeatAsync();
    }

    /// <summary>Says the last question again.</summary>
    public async ValueTask<bool> RepeatAsync()
    {
        switch (_state.Step)
        {
            case FormStep.Confirming when _sheet.NextOpen is null:
                _speaker.Summarise();
                return true;
            case FormStep.Changing:
                _speaker.AskWhatToChange();
                return true;
            case FormStep.Stuck:
                _speaker.OfferWaysOut();
                return true;
            default:
                int tries = _state.Tries;
                bool goesOn = await GoOnAsync();
                _state.Tries = tries;
                return goesOn;
        }
    }

    /// <summary>Once more everything is checked: days pass, and slots are taken by others.</summary>
    public async ValueTask<bool> CompleteAsync()
    {
        foreach (FormField field in _sheet.Filled.ToArray())
        {
            if (await field.CheckAsync(_sheet.Value(field)!.Text, scene.Context, scene.Turn) is { } problem)
            {
                _speaker.Add(problem);
                _state.Values.Remove(field.Name);
                _state.Field = field.Name;
                _state.Step = FormStep.Asking;
                return await GoOnAsync();
            }
        }

        if (_sheet.NextOpen is not null)
        {
            return await GoOnAsync();
        }

        FormArtifact.Write(_form, _state, _sheet, scene.Turn);
        FormKeeper.Forget(_form, scene.Turn);
        int replies = scene.Turn.Replies.Count;
        await _form.Complete(scene.Turn, _sheet);
        if (scene.Turn.Replies.Count == replies && scene.Turn.Document.Handling == Handling.Bot)
        {
            _speaker.Say(_form.Texts.Completed);
        }

        return false;
    }
}
