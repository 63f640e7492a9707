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

    /// <summary>The two letters of the language that words are shown in.</summary>
    public string ShownLanguage { get => field ??= Primary(Language ?? FallbackLanguage); private init; }

    public string Say(LocalizedText text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        string said = text.For(Language, FallbackLanguage);
        foreach ((string name, string value) in values)
        {
            said = said.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return said;
    }

    public static string Primary(string language)
    {
        int region = language.IndexOfAny(['-', '_']);
        return (region > 0 ? language[..region] : language).ToLowerInvariant();
    }
}
