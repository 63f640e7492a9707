using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>Keeps what was understood.</summary>
internal sealed class AnswerTaker(FormScene scene)
{
    private readonly Form _form = scene.Form;
    private readonly FormState _state = scene.State;
    private readonly FormSheet _sheet = scene.Sheet;
    private readonly FormSpeaker _speaker = scene.Speaker;

    /// <summary>Keeps the values that are good and says what is wrong with the others. True when one was refused.</summary>
    public async ValueTask<bool> TakeAsync(Understanding understood, FormField? asked)
    {
        var taken = new List<FormField>();
        bool isRefused = false;
        foreach ((FormField field, string value) in understood.Values)
        {
            if (await field.CheckAsync(value, scene.Context, scene.Turn) is { } problem)
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
            FormField[] fields = [.. _form.Fields.Where(taken.Contains)];
            if (understood.IsCorrection)
            {
                _speaker.AddValues(_form.Texts.Corrected, fields);
            }
            else
            {
                _speaker.AddUnderstood(fields);
            }
        }

        if (understood.Kept.Count > 0)
        {
            _speaker.AddValues(_form.Texts.Kept, understood.Kept);
        }

        return isRefused;
    }
}
