using Concierge.Services;

namespace Concierge.Forms.Parsing;

/// <summary>What a text is read against: whose language, which day, which words to answer with.</summary>
internal sealed record ReadingContext
{
    /// <summary>The person's language, or null.</summary>
    public string? Language { get; init; }

    /// <summary>The form's own language, for people whose language is unknown.</summary>
    public required string FallbackLanguage { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Whether 3/4 is the fourth of March.</summary>
    public bool MonthFirst { get; init; }

    public required FormTexts Texts { get; init; }

    /// <summary>What stands for a placeholder that is not the form's own; null without any.</summary>
    public Func<string, string?>? Placeholder { get; init; }

    /// <summary>The two letters of the language that words are shown in.</summary>
    public string ShownLanguage { get => field ??= Primary(Language ?? FallbackLanguage); private init; }

    /// <summary>A text in the person's language. What is put in for a placeholder is never read again: it may be what the person wrote.</summary>
    public string Say(LocalizedText text, params (string Name, string Value)[] values) => PromptTemplate.Fill(
        text.For(Language, FallbackLanguage),
        name => Array.Find(values, value => value.Name == name).Value ?? Placeholder?.Invoke(name));

    /// <summary>A field's name and what stands in it, with the blanks of the language.</summary>
    public string SayLabelled(LocalizedText label, string value) => Say(Texts.Labelled, ("field", Say(label)), ("value", value));

    public static string Primary(string language)
    {
        int region = language.IndexOfAny(['-', '_']);
        return (region > 0 ? language[..region] : language).ToLowerInvariant();
    }
}
