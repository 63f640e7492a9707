using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>One turn of a form. Its methods say whether the form goes on: false when it was completed or cancelled.</summary>
internal sealed class FormDialogue
{
    /// <summary>After so long the person is told where we were.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromHours(6);

    private readonly FormScene _scene;
    private readonly Form _form;
    private readonly FormState _state;
    private readonly FormFlow _flow;
    private readonly FormOrders _orders;
    private readonly AnswerReader _answers;
    private readonly AnswerTaker _taker;

    public FormDialogue(Form form, FormState state, ReadingContext context, TurnContext turn)
    {
        _form = form;
        _state = state;
        _scene = new FormScene(form, state, context, turn);
        _flow = new FormFlow(_scene);
        _orders = new FormOrders(_scene, _flow);
        _answers = new AnswerReader(form, _scene.Sheet, context);
        _taker = new AnswerTaker(_scene);
    }

    /// <summary>The message led to the form: what it says about the fields is taken.</summary>
    public async ValueTask<bool> BeginAsync(FormInput input, bool isNew)
    {
        _state.IsPaused = false;
        if (!isNew)
        {
            _scene.Speaker.Add(_form.Texts.Resumed);
        }

        if (input.Text.Length > 0)
        {
            Understanding understood = await UnderstandAsync(input.Text, asked: null, isCorrecting: false);
            understood.Kept.Clear();
            await _taker.TakeAsync(understood, asked: null);
        }

        return await _flow.GoOnAsync();
    }

    /// <summary>The form has the word.</summary>
    public async ValueTask<bool> ContinueAsync(FormInput input)
    {
        bool isBack = _state.IsPaused || _scene.Turn.Document.LastHumanAt > _state.LastAt || _scene.Turn.Clock.GetUtcNow() - _state.LastAt > LongPause;
        _state.IsPaused = false;
        if (input.Tap is { } tap)
        {
            return await TapAsync(tap);
        }

        if (input.Text.Length == 0)
        {
            return await _flow.NotUnderstoodAsync(new Problem(_form.Texts.NeedsWords), isBack);
        }

        Reading reading = Reading.Of(input.Text);
        if (OfferMatcher.Find(_scene, reading) is { } offered)
        {
            return await MeanAsync(offered);
        }

        if (FormCommands.Find(reading, _form) is { } command && _orders.Applies(command))
        {
            return await _orders.ObeyAsync(command);
        }

        return _state.Step switch
        {
            FormStep.Confirming => await AfterSummaryAsync(input.Text, reading, isBack),
            FormStep.Changing => await ChangeAsync(input.Text, reading, isBack),
            _ => await AnswerAsync(input.Text, isBack),
        };
    }

    /// <summary>Asks the question that stands, or the next one.</summary>
    public ValueTask<bool> GoOnAsync() => _flow.GoOnAsync();

    /// <summary>Whether the message is an answer, a correction or a command. Changes nothing.</summary>
    public async ValueTask<bool> UnderstandsAsync(FormInput input)
    {
        if (input.IsSilent || input.Text.Length == 0)
        {
            return input.Tap is not { } tap || FormButton.IsFormButton(tap);
        }

        Reading reading = Reading.Of(input.Text);
        bool isQuestion = reading.Source.TrimEnd().EndsWith('?');
        if (OfferMatcher.Find(_scene, reading) is not null || (FormCommands.Find(reading, _form) is { } command && _orders.Applies(command)))
        {
            return true;
        }

        if (_state.Step == FormStep.Confirming && YesNoReader.ReadWhole(reading) is not null)
        {
            return true;
        }

        if (_state.Step is FormStep.Confirming or FormStep.Changing && FieldNamed(reading) is not null)
        {
            return true;
        }

        return !(_scene.Asked?.Kind is TextKind && isQuestion) && !(await UnderstandAsync(input.Text, _scene.Asked, _state.Step == FormStep.Confirming)).IsNothing;
    }

    private async ValueTask<Understanding> UnderstandAsync(string text, FormField? asked, bool isCorrecting)
    {
        Understanding understood = _answers.Read(text, asked, isCorrecting);
        if (_state.Step is FormStep.Asking or FormStep.Stuck)
        {
            await Extraction.AddAsync(understood, _form, _scene.Sheet, asked, text, _scene.Context, _scene.Turn);
        }

        return understood;
    }

    private async ValueTask<bool> TapAsync(string id)
    {
        if (FormButton.Find(_state, id) is { } meaning)
        {
            return await MeanAsync(meaning);
        }

        _scene.Speaker.Add(_form.Texts.OldButton);
        return await _flow.RepeatAsync();
    }

    private async ValueTask<bool> MeanAsync(string meaning)
    {
        if (Offer.AsCommand(meaning) is { } command)
        {
            return await _orders.ObeyAsync(command);
        }

        if (_form.Find(Offer.AsField(meaning)) is { } field)
        {
            return _flow.AskAgain(field);
        }

        if (_scene.Asked is not { } asked)
        {
            return await _flow.RepeatAsync();
        }

        if (Offer.AsValue(meaning) is not { } value)
        {
            return await AnswerAsync(Offer.AsWords(meaning) ?? string.Empty, isBack: false);
        }

        var understood = new Understanding();
        understood.Values.Add((asked, value));
        return await AfterAsync(understood, asked);
    }

    private async ValueTask<bool> AfterSummaryAsync(string text, Reading reading, bool isBack)
    {
        if (YesNoReader.ReadWhole(reading) is { } yes)
        {
            return await _orders.ObeyAsync(yes ? FormCommand.Confirm : FormCommand.Change);
        }

        if (FieldNamed(reading) is { } field)
        {
            return _flow.AskAgain(field);
        }

        Understanding understood = await UnderstandAsync(text, asked: null, isCorrecting: true);
        return understood.IsNothing ? await _flow.NotUnderstoodAsync(problem: null, isBack) : await AfterAsync(understood, asked: null);
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
            return _flow.AskAgain(field);
        }

        // "Nothing after all".
        return YesNoReader.ReadWhole(reading) == false ? await _flow.GoOnAsync() : await _flow.NotUnderstoodAsync(problem: null, isBack);
    }

    private FormField? FieldNamed(Reading reading)
    {
        for (int i = 0; i < reading.Count; i++)
        {
            if (CorrectionReader.Name(reading, i, _form.Fields.Where(_scene.Sheet.Applies)) is { } name && reading.IsAllOf(name.First, name.Count))
            {
                return name.Value;
            }
        }

        return null;
    }

    private async ValueTask<bool> AnswerAsync(string text, bool isBack)
    {
        FormField? asked = _scene.Asked;

        // "Anything else?" – "No."
        if (asked is { IsRequired: false, Kind: not YesNoKind } && YesNoReader.ReadWhole(Reading.Of(text)) == false)
        {
            return await _orders.SkipAsync();
        }

        Understanding understood = await UnderstandAsync(text, asked, isCorrecting: false);
        if (!understood.IsNothing)
        {
            return await AfterAsync(understood, asked);
        }

        if (understood.Kept.Count > 0)
        {
            _scene.Speaker.AddValues(_form.Texts.Kept, understood.Kept);
            return await _flow.RepeatAsync();
        }

        return await _flow.NotUnderstoodAsync(asked?.NotUnderstood(_scene.Context), isBack);
    }

    /// <summary>Takes what was understood and goes on from there.</summary>
    private async ValueTask<bool> AfterAsync(Understanding understood, FormField? asked)
    {
        if (understood.Wish is { } wish)
        {
            return _flow.AskAgain(wish);
        }

        bool isRefused = await _taker.TakeAsync(understood, asked);
        if (isRefused && understood.Values is [var (only, _)] && (only == asked || asked is null))
        {
            // What was refused is asked again, also after the summary.
            _state.Field = only.Name;
            _state.Step = FormStep.Asking;
            return await _flow.NotUnderstoodAsync(problem: null, isBack: false);
        }

        return await _flow.GoOnAsync();
    }
}
