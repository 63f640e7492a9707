using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;
using Concierge.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concierge.Forms.Dialogue;

/// <summary>Asks the host's extractor, if there is one, for what the parsers did not find. Once per turn.</summary>
internal static class Extraction
{
    private const int FewestWords = 3;

    private static readonly object Key = new();

    public static async ValueTask AddAsync(Understanding understood, Form form, FormSheet sheet, FormField? asked, string text, ReadingContext context, TurnContext turn)
    {
        FormField[] open = [.. sheet.Open.Where(field => !understood.Has(field)), .. asked is not null && !sheet.IsOpen(asked) && !understood.Has(asked) ? [asked] : Array.Empty<FormField>()];
        bool isWanted = understood.Wish is null && (asked is null ? !understood.IsCorrection && Reading.Of(text).Count >= FewestWords : !understood.Has(asked));
        if (!isWanted || open.Length == 0 || string.IsNullOrWhiteSpace(text) || turn.Services.GetService<IFormExtractor>() is not { } extractor)
        {
            return;
        }

        IReadOnlyDictionary<string, string> found = await ExtractAsync(extractor, form, open, asked, text, context, turn);
        foreach (FormField field in open)
        {
            if (found.TryGetValue(field.Name, out string? words) && !string.IsNullOrWhiteSpace(words) && ReadValue(field, words, context) is { } value)
            {
                understood.Values.Add((field, value));
            }
        }
    }

    private static string? ReadValue(FormField field, string words, ReadingContext context)
    {
        Reading reading = Reading.Of(words);

        return field.Kind switch
        {
            // One that is offered, by value or title: nothing near it, and no number that could mean any of them.
            ChoiceKind => field.Kind.ReadWhole(reading, context, isAnswer: false),

            // Whatever the person's language is, the point stands before the decimals.
            NumberKind or MoneyKind => field.Kind.ReadWhole(reading, words.Any(char.IsAsciiDigit) ? context with { Language = "en" } : context, isAnswer: true),
            TextKind or EmailKind or PhoneKind => field.Kind.ReadWhole(reading, context, isAnswer: true) ?? field.Kind.Find(reading, context, isAnswer: true)?.Value,

            // The 30 of 2026-02-30 is no day.
            _ => field.Kind.ReadWhole(reading, context, isAnswer: true),
        };
    }

    private static async ValueTask<IReadOnlyDictionary<string, string>> ExtractAsync(
        IFormExtractor extractor, Form form, FormField[] open, FormField? asked, string text, ReadingContext context, TurnContext turn)
    {
        if (turn.Items.TryGetValue(Key, out object? kept))
        {
            return (IReadOnlyDictionary<string, string>)kept!;
        }

        IReadOnlyDictionary<string, string> found = new Dictionary<string, string>();
        try
        {
            // People choose their names themselves: placeholders stay as they are written.
            ReadingContext asWritten = context with { Placeholder = null };
            FormExtractionField[] fields =
            [
                .. open.Select(field => new FormExtractionField(
                    field.Name, field.Kind.Name, field.Ask(asWritten), field.Kind is ChoiceKind choice ? choice.Choices : [], field == asked)),
            ];
            DateTimeOffset now = TimeZoneInfo.ConvertTime(turn.Clock.GetUtcNow(), form.Zone ?? turn.Clock.LocalTimeZone);
            found = await extractor.ExtractAsync(new FormExtractionRequest(form.Name, text, fields, turn, now), turn.CancellationToken);
        }
        catch (Exception failure) when (failure is not StoreUnavailableException && !turn.CancellationToken.IsCancellationRequested)
        {
            FormLog.ExtractorFailed(turn.Services.GetRequiredService<ILogger<FormService>>(), form.Name, turn.ConversationId, failure);
        }

        turn.Items[Key] = found;
        return found;
    }
}
