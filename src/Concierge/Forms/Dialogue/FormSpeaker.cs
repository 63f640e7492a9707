using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>What the form says. What comes before a question is said in one message with it.</summary>
internal sealed class FormSpeaker(Form form, FormState state, FormSheet sheet, ReadingContext context, TurnContext turn)
{
    private const int MostOffers = 10;

    private readonly List<(string Text, bool IsInSummary)> _before = [];

    private FormTexts Texts => context.Texts;

    /// <summary>Says something before what is said next.</summary>
    public void Add(LocalizedText text, params (string Name, string Value)[] values) => _before.Add((context.Say(text, values), IsInSummary: false));

    public void Add(Problem problem) => _before.Add((problem.Say(context), IsInSummary: false));

    /// <summary>What is wrong with a value that nobody was asked for just now.</summary>
    public void Add(FormField field, Problem problem) => _before.Add((context.SayLabelled(field.Label, problem.Say(context)), IsInSummary: false));

    /// <summary>Says what stands in fields.</summary>
    public void AddValues(LocalizedText text, IReadOnlyList<FormField> fields) =>
        Add(text, ("values", Lines(fields)), ("field", fields.Count > 0 ? context.Say(fields[0].Label) : string.Empty));

    /// <summary>Says what was understood before the next question; a summary says it anyway.</summary>
    public void AddUnderstood(IReadOnlyList<FormField> fields) =>
        _before.Add((context.Say(Texts.Understood, ("values", Lines(fields))), IsInSummary: true));

    public void Ask(FormField field)
    {
        state.Step = FormStep.Asking;
        state.Field = field.Name;
        List<Offer> offers = [.. OffersOf(field)];
        if (!field.IsRequired && offers.Count < MostOffers)
        {
            offers.Add(Offer.Command(context.Say(Texts.Skip), FormCommand.Skip));
        }

        Say(field.Ask(context), offers);
    }

    public void Summarise()
    {
        state.Step = FormStep.Confirming;
        state.Field = null;
        _before.RemoveAll(static before => before.IsInSummary);
        string text = string.Join('\n', [context.Say(Texts.Summary), .. sheet.Filled.Select(field => $"• {Line(field)}"), context.Say(Texts.IsThisRight)]);
        Say(
            text,
            [
                Offer.Command(context.Say(Texts.Confirm), FormCommand.Confirm),
                Offer.Command(context.Say(Texts.Change), FormCommand.Change),
                Offer.Command(context.Say(Texts.Cancel), FormCommand.Cancel),
            ]);
    }

    public void AskWhatToChange()
    {
        state.Step = FormStep.Changing;
        state.Field = null;
        Say(context.Say(Texts.WhatToChange), [.. form.Fields.Where(sheet.Applies).Select(field => Offer.Field(context.Say(field.Label), field))]);
    }

    public void OfferWaysOut()
    {
        state.Step = FormStep.Stuck;
        List<Offer> offers = [Offer.Command(context.Say(Texts.TryAgain), FormCommand.Again)];
        if (form.OffersPerson)
        {
            offers.Add(Offer.Command(context.Say(Texts.Person), FormCommand.Person));
        }

        offers.Add(Offer.Command(context.Say(Texts.Cancel), FormCommand.Cancel));
        Say(context.Say(Texts.Stuck), offers);
    }

    /// <summary>Says something that is no question, and what was to be said before it.</summary>
    public void Say(LocalizedText text)
    {
        state.Offered = [];
        turn.Reply(Join(context.Say(text)));
    }

    private IEnumerable<Offer> OffersOf(FormField field)
    {
        if (field.QuickReplies.Count > 0)
        {
            return field.QuickReplies.Select(reply =>
            {
                string title = context.Say(reply);

                // "Tomorrow" means what it meant when it was offered, whenever it is tapped.
                return field.Kind.IsRecognisable && field.Kind.ReadWhole(Reading.Of(title), context, isAnswer: true) is { } value ? Offer.Value(title, value) : Offer.Words(title);
            });
        }

        return field.Kind switch
        {
            ChoiceKind choice => choice.Choices.Select(option => Offer.Value(context.Say(option.Title), option.Value)),
            YesNoKind => [Offer.Value(Capital(context.Say(Texts.Yes)), YesNoKind.Yes), Offer.Value(Capital(context.Say(Texts.No)), YesNoKind.No)],
            _ => [],
        };
    }

    private void Say(string text, IReadOnlyList<Offer> offers)
    {
        state.Question++;
        state.Offered = [.. offers.Select(offer => offer.Meaning)];
        turn.Reply(offers.Count == 0
            ? new TextMessage(Join(text))
            : new ChoiceMessage(Join(text), [.. offers.Select((offer, i) => new Choice(FormButton.IdOf(state, i), offer.Title))]));
    }

    private string Join(string text)
    {
        string joined = string.Join('\n', [.. _before.Select(static before => before.Text), text]);
        _before.Clear();
        return joined;
    }

    private string Lines(IReadOnlyList<FormField> fields) => string.Join(", ", fields.Select(Line));

    private string Line(FormField field) => sheet.Value(field) is { } value ? context.SayLabelled(field.Label, field.Kind.Show(value.Text, context)) : context.Say(field.Label);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
