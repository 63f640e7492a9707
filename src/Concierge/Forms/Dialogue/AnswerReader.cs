using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms.Dialogue;

/// <summary>
/// Finds the values in a message: first corrections, then the answer to the question, then everything that the words say about open
/// fields. Decides by the words and the state alone.
/// </summary>
internal sealed class AnswerReader(Form form, FormSheet sheet, ReadingContext context)
{
    /// <summary>How many words may stand beside an answer that is not plain by itself, such as a bare number.</summary>
    private const int MostWordsBeside = 1;

    /// <summary>What the words say.</summary>
    /// <param name="text">The words.</param>
    /// <param name="asked">The field that was asked for; null at the beginning and after the summary.</param>
    /// <param name="isCorrecting">Values that differ are corrections, whether the words say so or not: the summary was shown.</param>
    public Understanding Read(string text, FormField? asked, bool isCorrecting)
    {
        Reading reading = Reading.Of(text);
        if (CorrectionReader.Read(reading, form.Fields.Where(sheet.Applies)) is { } correction && Correct(correction, asked) is var corrected && (!corrected.IsNothing || corrected.Kept.Count > 0))
        {
            return corrected;
        }

        var understood = new Understanding { IsCorrection = isCorrecting };
        if (asked is not null && asked.Kind.ReadWhole(reading, context, isAnswer: true) is { } whole)
        {
            understood.Values.Add((asked, whole));
            return understood;
        }

        Search(reading, asked, understood, replacesAnswers: isCorrecting);
        if (asked is not null && !understood.Has(asked) && asked.Kind.Find(reading, context, isAnswer: true) is { } found && IsPlain(asked, reading, found))
        {
            understood.Values.Add((asked, found.Value));
        }

        return understood;
    }

    private Understanding Correct(Correction correction, FormField? asked)
    {
        var understood = new Understanding();
        if (correction.Rest is not { } rest)
        {
            understood.Wish = correction.Target;
            return understood;
        }

        if (correction.Target is { } target)
        {
            bool isFilled = sheet.Value(target) is not null;
            if ((target.Kind.IsRecognisable || correction.IsEmphatic || isFilled)
                && (target.Kind.ReadWhole(rest, context, isAnswer: true) ?? target.Kind.Find(rest, context, isAnswer: true)?.Value) is { } value)
            {
                understood.IsCorrection = isFilled;
                understood.Values.Add((target, value));
            }
            else if (correction.HasVerb)
            {
                understood.Wish = target;
            }

            return understood;
        }

        List<FormField> repeated = Search(rest, asked, understood, replacesAnswers: true);
        understood.IsCorrection = understood.Values.Exists(entry => sheet.Value(entry.Field) is not null);
        if (understood.IsNothing && asked?.Kind is not (TextKind or YesNoKind) && asked?.Kind.ReadWhole(rest, context, isAnswer: true) is { } answer)
        {
            understood.Values.Add((asked!, answer));
        }

        if (understood.IsNothing && asked is null)
        {
            foreach (FormField field in sheet.FilledLatestFirst.Where(field => field.Kind.IsRecognisable || field.Kind is not TextKind))
            {
                if (field.Kind is not NameKind && field.Kind.ReadWhole(rest, context, isAnswer: true) is { } value)
                {
                    understood.IsCorrection = true;
                    understood.Values.Add((field, value));
                    break;
                }
            }
        }

        if (understood.IsNothing && WordsBeside(rest, 0, 0) == 0)
        {
            understood.Kept.AddRange(repeated);
        }

        return understood;
    }

    /// <summary>Everything that can be told from other words, what is surest first. Of two fields of a kind the asked one comes first, then the open ones.</summary>
    /// <returns>The fields that hold already what the words say.</returns>
    private List<FormField> Search(Reading reading, FormField? asked, Understanding understood, bool replacesAnswers)
    {
        List<FormField> repeated = [];
        FormField[] open = [.. sheet.Open.Where(field => field != asked)];
        IEnumerable<FormField> filled = sheet.FilledLatestFirst.Where(field => field != asked);
        FormField[] first = asked is null ? [] : [asked];
        FormField[] order = replacesAnswers ? [.. filled, .. first, .. open] : [.. first, .. open, .. filled];
        foreach (FormField field in order.Where(field => field.Kind.IsRecognisable).OrderBy(field => field.Kind.SearchOrder))
        {
            if (Find(field, reading, order, isNumberWelcome: asked is null || understood.Values.Count > 0) is not { } found)
            {
                continue;
            }

            FormValue? before = field == asked ? null : sheet.Value(field);
            reading.Take(found.First, found.Count);
            if (before?.Text == found.Value)
            {
                repeated.Add(field);
                continue;
            }

            if (before is { IsAnswered: true } && !replacesAnswers)
            {
                understood.Kept.Add(field);
            }
            else
            {
                understood.Values.Add((field, found.Value));
            }
        }

        return repeated;
    }

    private Found<string>? Find(FormField field, Reading reading, FormField[] fields, bool isNumberWelcome)
    {
        if (field.Kind.Find(reading, context, isAnswer: false) is { } found)
        {
            return found;
        }

        // A number without its unit: when only one field can be meant.
        return isNumberWelcome
            && field.Kind is NumberKind { Units.Count: 0 } number
            && sheet.IsOpen(field)
            && fields.Count(other => other.Kind is NumberKind && sheet.IsOpen(other)) == 1
            && number.FindOnly(reading, context) is { } only
            && number.Check(only.Value, context) is null
            ? only
            : null;
    }

    private static bool IsPlain(FormField field, Reading reading, Found<string> found) =>
        field.Kind is TextKind or YesNoKind or EmailKind or PhoneKind || WordsBeside(reading, found.First, found.End) <= MostWordsBeside;

    /// <summary>The words that say something outside of a range and were not understood.</summary>
    private static int WordsBeside(Reading reading, int first, int end)
    {
        int beside = 0;
        for (int i = 0; i < reading.Count; i++)
        {
            bool isOther = (i < first || i >= end) && reading.IsFree(i) && reading[i].Kind != TokenKind.Symbol && !FillerWords.Contains(reading[i].Text);
            beside += isOther ? 1 : 0;
        }

        return beside;
    }
}
