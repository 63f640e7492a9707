namespace Concierge.Sentiment;

/// <summary>What an angry person is told.</summary>
internal static class EscalationTexts
{
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "I am sorry about this. A colleague takes care of it personally and answers here.",
        ["fr"] = "Je suis désolé. Un collègue s'en occupe personnellement et vous répond ici.",
        ["es"] = "Lo siento mucho. Un compañero se ocupa personalmente y le responde aquí.",
    };

    /// <summary>The built-in sentences with the host's in their place. One for every language leaves no room for built-in ones.</summary>
    public static LocalizedText With(IReadOnlyDictionary<string, string> own)
    {
        var all = new Dictionary<string, string>(own.ContainsKey(LocalizedText.AnyLanguage) ? [] : BuiltIn, StringComparer.OrdinalIgnoreCase);
        foreach ((string language, string text) in own)
        {
            all[language] = text;
        }

        all.TryAdd(LocalizedText.AnyLanguage, all.GetValueOrDefault("en", string.Empty));
        return new LocalizedText(all);
    }
}
