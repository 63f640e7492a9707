using System.Text.Json;
using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>Keeps what is filled in with the conversation's document, and the timer that forgets it.</summary>
internal static class FormKeeper
{
    public static FormState? Load(Form form, TurnContext turn, ReadingContext context)
    {
        FormState? state = turn.GetState(form.Key, FormsJsonContext.Default.FormState);
        if (state is not null && !string.Equals(state.Version, VersionOf(form), StringComparison.Ordinal))
        {
            Fit(form, state, context);
        }

        return state;
    }

    public static FormState Begin(Form form, TurnContext turn, IIdSource ids) => new() { Instance = ids.NewId(), Version = VersionOf(form), LastAt = turn.Clock.GetUtcNow() };

    public static void Save(Form form, TurnContext turn, FormState state)
    {
        state.LastAt = turn.Clock.GetUtcNow();
        turn.SetState(form.Key, state, FormsJsonContext.Default.FormState);
        Schedule(form, turn, state);
    }

    public static void Schedule(Form form, TurnContext turn, FormState state)
    {
        if (form.ExpiresAfter is { } after)
        {
            turn.Schedule(new ConversationTimer
            {
                Id = form.Key,
                Handler = FormTimer.HandlerName,
                DueAt = turn.Clock.GetUtcNow() + after,
                Data = JsonSerializer.SerializeToElement(state.Instance, FormsJsonContext.Default.String),
            });
        }
    }

    /// <summary>Drops what was filled in of a form that is not there any more.</summary>
    public static void Drop(string key, TurnContext turn) => turn.SetState(key, null, FormsJsonContext.Default.FormState);

    public static void Forget(Form form, TurnContext turn)
    {
        Drop(form.Key, turn);
        turn.Unschedule(form.Key);
        if (turn.Document.ActiveService == form.Name)
        {
            turn.Document.ActiveService = null;
        }
    }

    /// <summary>The form was changed since: values that its fields still take are kept.</summary>
    private static void Fit(Form form, FormState state, ReadingContext context)
    {
        foreach ((string name, FormValue value) in state.Values.ToArray())
        {
            if (form.Find(name) is not { } field || field.Kind.Name != value.Kind || field.Kind.Check(value.Text, context) is not null)
            {
                state.Values.Remove(name);
            }
        }

        state.Skipped.RemoveAll(name => form.Find(name) is not { IsRequired: false });
        state.Path.RemoveAll(name => form.Find(name) is null);
        state.Version = VersionOf(form);

        // The question that stands may be another one now, and its buttons mean something else.
        state.Question++;
        state.Offered = [];
        if (form.Find(state.Field) is null)
        {
            (state.Field, state.Step) = (null, FormStep.Asking);
        }
    }

    private static string VersionOf(Form form) => string.Join(
        ';',
        form.Fields.Select(field => $"{field.Name}{(field.IsRequired ? '!' : '?')}{(field.Kind is ChoiceKind choice ? string.Join(',', choice.Choices.Select(option => option.Value)) : field.Kind.Name)}"));
}
