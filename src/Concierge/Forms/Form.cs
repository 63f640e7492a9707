using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;

namespace Concierge.Forms;

/// <summary>A form as it was configured. Immutable; serves all conversations.</summary>
internal sealed class Form
{
    private readonly Dictionary<string, FormField> _byName;

    public Form(string name, IReadOnlyList<FormField> fields)
    {
        Name = name;
        Fields = fields;
        _byName = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<FormField> Fields { get; }

    public required FormTexts Texts { get; init; }

    public required string Language { get; init; }

    public TimeZoneInfo? Zone { get; init; }

    public bool? MonthFirst { get; init; }

    public required string ArtifactKind { get; init; }

    public int MaxTries { get; init; }

    public TimeSpan? ExpiresAfter { get; init; }

    public LocalizedText? ExpiryNotice { get; init; }

    public bool AsksConfirmation { get; init; }

    public bool OffersPerson { get; init; }

    public FormInterruption Interruption { get; init; }

    public required IReadOnlyList<PhraseTable<bool>> CancelWords { get; init; }

    /// <summary>Makes the record and calls the host's handler.</summary>
    public required Func<TurnContext, Func<string, object?>, ValueTask> Complete { get; init; }

    public string StateName => $"form.{Name}";

    public string TimerId => $"form.{Name}";

    public FormField? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    public ReadingContext ContextOf(TurnContext turn)
    {
        DateTimeOffset here = TimeZoneInfo.ConvertTime(turn.Clock.GetUtcNow(), Zone ?? turn.Clock.LocalTimeZone);
        string? language = turn.Language;
        return new ReadingContext
        {
            Language = language,
            FallbackLanguage = Language,
            Today = DateOnly.FromDateTime(here.DateTime),
            MonthFirst = MonthFirst ?? (language ?? Language) is "en" or "en-US",
            Texts = Texts,
        };
    }
}
