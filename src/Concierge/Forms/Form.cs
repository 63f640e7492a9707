using Concierge.Forms.Dialogue;
using Concierge.Forms.Fields;
using Concierge.Forms.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concierge.Forms;

/// <summary>A form as it was configured. Immutable; serves all conversations.</summary>
internal sealed class Form
{
    public const int UsualTries = 3;

    private const string KeyPrefix = "form.";

    public static readonly TimeSpan UsualExpiry = TimeSpan.FromDays(7);

    /// <summary>What would expire later does not expire.</summary>
    public static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(3650);

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

    /// <summary>For people whose language is not known; null for the host's.</summary>
    public string? Language { get; init; }

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

    /// <summary>What stands for a placeholder that is not the form's own; null without any.</summary>
    public Func<TurnContext, string, string?>? Placeholder { get; init; }

    /// <summary>Gives the host's handler what was filled in.</summary>
    public required Func<TurnContext, FormSheet, ValueTask> Complete { get; init; }

    /// <summary>Under what the conversation keeps its state and its timer.</summary>
    public string Key => KeyPrefix + Name;

    /// <summary>The name of the form that a key belongs to; null when it is no form's.</summary>
    public static string? NameOf(string key) => key.StartsWith(KeyPrefix, StringComparison.Ordinal) ? key[KeyPrefix.Length..] : null;

    public FormField? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>What the turn's words are read against.</summary>
    public ReadingContext ContextOf(TurnContext turn)
    {
        DateTimeOffset here = TimeZoneInfo.ConvertTime(turn.Clock.GetUtcNow(), Zone ?? turn.Clock.LocalTimeZone);
        string? language = turn.Language;
        string fallback = Language ?? turn.Services.GetRequiredService<IOptions<ConciergeOptions>>().Value.Routing.Language;
        return new ReadingContext
        {
            Language = language,
            FallbackLanguage = fallback,
            Today = DateOnly.FromDateTime(here.DateTime),
            MonthFirst = MonthFirst ?? (language ?? fallback) is "en" or "en-US",
            Texts = Texts,
            Placeholder = Placeholder is { } fill ? name => fill(turn, name) : null,
        };
    }
}
