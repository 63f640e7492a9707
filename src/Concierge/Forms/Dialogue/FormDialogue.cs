using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>One turn of a form. Its methods say whether the form goes on: false when it was completed or cancelled.</summary>
internal sealed class FormDialogue
{
    /// <summary>After so long the person is told where we were.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(6);

    private readonly Form _form;
    private readonly FormState _state;
    private readonly FormSheet _sheet;
    private readonly ReadingContext _context;
    private readonly TurnContext _turn;
    private readonly FormSpeaker _speaker;
    private readonly AnswerReader _answers;

    public FormDialogue(Form form, FormState state, ReadingContext context, TurnContext turn)
    {
        _form = form;
        _state = state;
        _context = context;
        _turn = turn;
        _sheet = new FormSheet(form, state);
        _speaker = new FormSpeaker(form, state, _sheet, context, turn);
        _answers = new AnswerReader(form, _sheet, context);
    }

    private FormField? Asked => _state.Step is FormStep.Asking or FormStep.Stuck ? _form.Find(_state.Field) : null;

    /// <summary>The message led to the form: what it says about the fields is taken.</summary>
    public async ValueTask<bool> BeginAsync(FormInput input, bool isNew)
    {
        _state.IsPaused = false;
        if (!isNew)
        {
            _speaker.Add(_form.Texts.Resumed);
        }

        if (input.Text.Length > 0)
        {
            Understanding understood = await UnderstandAsync(input.Text, asked: null, isCorrecting: false);
            understood.Kept.Clear();
            await TakeAsync(understood, asked: null);
        }

        return await GoOnAsync();
    }

    /// <summary>The form has the word.</summary>
    public async ValueTask<bool> ContinueAsync(FormInput input)
    {
        bool isBack = _state.IsPaused || _turn.Document.LastHumanAt > _state.LastAt || _turn.Clock.GetUtcNow() - _state.LastAt > LongPause;
        _state.IsPaused = false;
        if (input.Tap is { } tap)
        {
            return await TapAsync(tap);
        }

        if (input.Text.Length == 0)
        {
            return await NotUnderstoodAsync(new Problem(_form.Texts.NeedsWords), isBack);
        }

        Reading reading = Reading.Of(input.Text);
        if (OfferedValue(reading) is { } offered)
        {
            return await MeanAsync(offered);
        }

        if (FormCommands.Find(reading, _form) is { } command && Applies(command))
        {
            return await ObeyAsync(command);
        }

        return _state.Step switch
        {
            FormStep.Confirming => await AfterSummaryAsync(input.Text, reading, isBack),
            FormStep.Changing => await ChangeAsync(input.Text, reading, isBack),
            _ => await AnswerAsync(input.Text, isBack),
        };
    }

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

    /// <summary>Whether the message is an answer, a correction or a command. Changes nothing.</summary>
    public async ValueTask<bool> UnderstandsAsync(FormInput input)
    {
        if (input.IsSilent || input.Text.Length == 0)
        {
            return input.Tap is not { } tap || FormButton.IsFormButton(tap);
        }

        Reading reading = Reading.Of(input.Text);
        bool isQuestion = reading.Source.TrimEnd().EndsWith('?');
        if (OfferedValue(reading) is not null || (FormCommands.Find(reading, _form) is { } command && Applies(command)))
        {
            return true;
        }

        if (_state.Step == FormStep.Confirming && YesNoReader.ReadWhole(reading) is not null)
        {
            return true;
        }

        if (_state.Step == FormStep.Changing && FieldNamed(reading) is not null)
        {
            return true;
        }

        return !(Asked?.Kind is TextKind && isQuestion) && !(await UnderstandAsync(input.Text, Asked, _state.Step == FormStep.Confirming)).IsNothing;
    }

    private async ValueTask<Understanding> UnderstandAsync(string text, FormField? asked, bool isCorrecting)
    {
        Understanding understood = _answers.Read(text, asked, isCorrecting);
        if (_state.Step is FormStep.Asking or FormStep.Stuck)
        {
            await Extraction.AddAsync(understood, _form, _sheet, asked, text, _context, _turn);
        }

        return understood;
    }

    /// <summary>An offered choice by its exact title, or by its number where a number is no answer itself.</summary>
    private string? OfferedValue(Reading reading)
    {
        if (_turn.Document.OfferedChoices.Count != _state.Offered.Count || _state.Offered.Count == 0)
        {
            return null;
        }

        string said = Said(reading);
        for (int i = 0; i < _state.Offered.Count; i++)
        {
            if (said.Length > 0 && string.Equals(Said(Reading.Of(_turn.Document.OfferedChoices[i].Title)), said, StringComparison.Ordinal))
            {
                return _state.Offered[i];
            }
        }

        bool isNumberAnAnswer = Asked is { Kind: NumberKind or MoneyKind } asked && asked.Kind.ReadWhole(reading, _context, isAnswer: true) is { } literal && asked.Kind.Check(literal, _context) is null;
        return !isNumberAnAnswer && reading.IsNumber(0) && reading.IsAllOf(0, 1) && int.TryParse(reading[0].Text, out int number) && number >= 1 && number <= _state.Offered.Count
            ? _state.Offered[number - 1]
            : null;
    }

    private static string Said(Reading reading)
    {
        var words = new List<string>();
        for (int i = 0; i < reading.Count; i++)
        {
            if (reading[i].Kind != TokenKind.Symbol)
            {
                words.Add(reading[i].Text);
            }
        }

        return string.Join(' ', words);
    }

    private bool Applies(FormCommand command) => command switch
    {
        FormCommand.Confirm => _state.Step == FormStep.Confirming,
        FormCommand.Person => _form.OffersPerson,
        FormCommand.Again => _state.Step == FormStep.Stuck,
        FormCommand.Skip => Asked is { Kind: not YesNoKind },
        _ => true,
    };

    private async ValueTask<bool> TapAsync(string id)
    {
        if (FormButton.Find(_state, id) is { } meaning)
        {
            return await MeanAsync(meaning);
        }

        _speaker.Add(_form.Texts.OldButton);
        return await RepeatAsync();
    }

    private async ValueTask<bool> MeanAsync(string meaning)
    {
        if (Offer.AsCommand(meaning) is { } command)
        {
            return await ObeyAsync(command);
        }

        if (_form.Find(Offer.AsField(meaning)) is { } field)
        {
            return AskAgain(field);
        }

        if (Asked is not { } asked)
        {
            return await RepeatAsync();
        }

        if (Offer.AsValue(meaning) is not { } value)
        {
            return await AnswerAsync(Offer.AsWords(meaning) ?? string.Empty, isBack: false);
        }

        var understood = new Understanding();
        understood.Values.Add((asked, value));
        return await AfterAsync(understood, asked);
    }

    private async ValueTask<bool> ObeyAsync(FormCommand command)
    {
        switch (command)
        {
            case FormCommand.Cancel:
                FormKeeper.Forget(_form, _turn);
                _speaker.Say(_form.Texts.Cancelled);
                return false;
            case FormCommand.Back:
                return await BackAsync();
            case FormCommand.Skip:
                return await SkipAsync();
            case FormCommand.Help:
                if (Asked?.Help is { } help)
                {
                    _speaker.Add(help);
                }

                _speaker.Add(_form.Texts.Help);
                return await RepeatAsync();
            case FormCommand.Person:
                return HandOff();
            case FormCommand.Change:
                _speaker.AskWhatToChange();
                return true;
            case FormCommand.Confirm:
                return await CompleteAsync();
            default:
                _state.Step = FormStep.Asking;
                return await GoOnAsync();
        }
    }

    private async ValueTask<bool> BackAsync()
    {
        while (_state.Path.Count > 0)
        {
            FormField? before = _form.Find(_state.Path[^1]);
            _state.Path.RemoveAt(_state.Path.Count - 1);
            if (before is not null && before.Name != _state.Field && _sheet.Applies(before))
            {
                return AskAgain(before);
            }
        }

        _speaker.Add(_form.Texts.NothingBefore);
        return await RepeatAsync();
    }

    private async ValueTask<bool> SkipAsync()
    {
        if (Asked is not { } asked)
        {
            return await RepeatAsync();
        }

        if (asked.IsRequired)
        {
            return await NotUnderstoodAsync(new Problem(_form.Texts.IsNeeded), isBack: false);
        }

        _sheet.Skip(asked);
        _state.Path.Add(asked.Name);
        _state.Field = null;
        return await GoOnAsync();
    }

    private bool HandOff()
    {
        _state.IsPaused = true;
        _turn.HandOff(FormSummary.ForColleague(_form, _sheet, _context));
        _speaker.Say(_form.Texts.HandedOff);
        return true;
    }

    private bool AskAgain(FormField field)
    {
        _state.Tries = 0;
        _speaker.Ask(field);
        return true;
    }

    private async ValueTask<bool> AfterSummaryAsync(string text, Reading reading, bool isBack)
    {
        if (YesNoReader.ReadWhole(reading) is { } yes)
        {
            return await ObeyAsync(yes ? FormCommand.Confirm : FormCommand.Change);
        }

        Understanding understood = await UnderstandAsync(text, asked: null, isCorrecting: true);
        return understood.IsNothing ? await NotUnderstoodAsync(problem: null, isBack) : await AfterAsync(understood, asked: null);
    }

    private async ValueTask<bool> ChangeAsync(string text, Reading reading, bool isBack)
    {
        Understanding understood = await UnderstandAsync(text, asked: null, isCorrecting: true);
        if (!understood.IsNothing)
        {
            return await AfterAsync(understood, asked: null);
        }

        if (FieldNamed(reading) is { } field)
        {
            return AskAgain(field);
        }

        // "Nothing after all".
        return YesNoReader.ReadWhole(reading) == false ? await GoOnAsync() : await NotUnderstoodAsync(problem: null, isBack);
    }

    private FormField? FieldNamed(Reading reading)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (CorrectionReader.Name(reading, i, _form.Fields.Where(_sheet.Applies)) is { } name && reading.IsAllOf(name.First, name.Count))
            {
                return name.Value;
            }
        }

        return null;
    }

    private async ValueTask<bool> AnswerAsync(string text, bool isBack)
    {
        FormField? asked = Asked;
        Understanding understood = await UnderstandAsync(text, asked, isCorrecting: false);
        if (!understood.IsNothing)
        {
            return await AfterAsync(understood, asked);
        }

        if (understood.Kept.Count > 0)
        {
            _speaker.AddValues(_form.Texts.Kept, understood.Kept);
            return await RepeatAsync();
        }

        if (asked is { IsRequired: false } && asked.Kind is not (TextKind or YesNoKind) && YesNoReader.ReadWhole(Reading.Of(text)) == false)
        {
            return await SkipAsync();
        }

        return await NotUnderstoodAsync(asked?.Kind.NotUnderstood(_context), isBack);
    }

    /// <summary>Takes what was understood and goes on from there.</summary>
    private async ValueTask<bool> AfterAsync(Understanding understood, FormField? asked)
    {
        if (understood.Wish is { } wish)
        {
            return AskAgain(wish);
        }

        bool isRefused = await TakeAsync(understood, asked);
        if (isRefused && understood.Values is [var (only, _)] && (only == asked || asked is null))
        {
            // What was refused is asked again, also after the summary.
            _state.Field = only.Name;
            _state.Step = FormStep.Asking;
            return await NotUnderstoodAsync(problem: null, isBack: false);
        }

        return await GoOnAsync();
    }

    /// <summary>Keeps the values that are good and says what is wrong with the others. True when one was refused.</summary>
    private async ValueTask<bool> TakeAsync(Understanding understood, FormField? asked)
    {
        var taken = new List<FormField>();
        bool isRefused = false;
        foreach ((FormField field, string value) in understood.Values)
        {
            if (await field.CheckAsync(value, _context, _turn) is { } problem)
            {
                isRefused = true;
                if (field == asked || (asked is null && understood.Values.Count == 1))
                {
                    _speaker.Add(problem);
                }
                else
                {
                    _speaker.Add(field, problem);
                }

                continue;
            }

            bool isAnswer = field == asked || understood.IsCorrection;
            _sheet.Set(field, value, isAnswer);
            taken.Add(field);
            if (field == asked)
            {
                _state.Path.Remove(field.Name);
                _state.Path.Add(field.Name);
                _state.Field = null;
            }
        }

        if (taken.Count > 0 && (taken.Count > 1 || taken[0] != asked))
        {
            _speaker.AddValues(understood.IsCorrection ? _form.Texts.Corrected : _form.Texts.Understood, taken);
        }

        if (understood.Kept.Count > 0)
        {
            _speaker.AddValues(_form.Texts.Kept, understood.Kept);
        }

        return isRefused;
    }

    private async ValueTask<bool> NotUnderstoodAsync(Problem? problem, bool isBack)
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
    private async ValueTask<bool> RepeatAsync()
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
    private async ValueTask<bool> CompleteAsync()
    {
        foreach (FormField field in _sheet.Filled.ToArray())
        {
            if (await field.CheckAsync(_sheet.Value(field)!.Text, _context, _turn) is { } problem)
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

        FormArtifact.Write(_form, _state, _sheet, _turn);
        FormKeeper.Forget(_form, _turn);
        int replies = _turn.Replies.Count;
        await _form.Complete(_turn, _sheet.Read);
        if (_turn.Replies.Count == replies && _turn.Document.Handling == Handling.Bot)
        {
            _speaker.Say(_form.Texts.Completed);
        }

        return false;
    }
}
