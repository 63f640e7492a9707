using Concierge.Forms.Fields;

namespace Concierge.Forms.Dialogue;

/// <summary>What of a form is filled in, open and to be asked.</summary>
internal sealed class FormSheet(Form form, FormState state)
{
    private readonly HashSet<string> _evaluated = new(StringComparer.Ordinal);

    public IEnumerable<FormField> Filled => form.Fields.Where(IsFilled);

    /// <summary>Filled fields, the one that was filled last first.</summary>
    public IEnumerable<FormField> FilledLatestFirst => state.Values.Keys.Reverse().Select(form.Find).OfType<FormField>().Where(Applies);

    public IEnumerable<FormField> Open => form.Fields.Where(IsOpen);

    public FormField? NextOpen => form.Fields.FirstOrDefault(IsOpen);

    public bool IsFilled(FormField field) => Value(field) is not null && Applies(field);

    public FormValue? Value(FormField field) => state.Values.GetValueOrDefault(field.Name);

    public bool IsOpen(FormField field) => Value(field) is null && !state.Skipped.Contains(field.Name, StringComparer.Ordinal) && Applies(field);

    /// <summary>Whether the field is asked for, given the others.</summary>
    public bool Applies(FormField field)
    {
        if (field.Condition is null)
        {
            return true;
        }

        // Conditions that ask for each other find the other empty.
        if (!_evaluated.Add(field.Name))
        {
            return false;
        }

        try
        {
            return field.Condition(Read);
        }
        finally
        {
            _evaluated.Remove(field.Name);
        }
    }

    /// <summary>A field's value as the record holds it; null when it is empty or not asked for.</summary>
    public object? Read(string name) => form.Find(name) is { } field && Value(field) is { } value && Applies(field) ? field.Kind.ToObject(value.Text) : null;

    public void Set(FormField field, string value, bool isAnswered)
    {
        state.Skipped.Remove(field.Name);

        // Last filled, last in the order.
        state.Values.Remove(field.Name);
        state.Values[field.Name] = new FormValue(field.Kind.Name, value, isAnswered);
    }

    public void Skip(FormField field)
    {
        state.Values.Remove(field.Name);
        if (!state.Skipped.Contains(field.Name, StringComparer.Ordinal))
        {
            state.Skipped.Add(field.Name);
        }
    }
}
