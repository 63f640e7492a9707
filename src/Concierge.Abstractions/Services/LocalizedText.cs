using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>
/// A text and its variants by language. In JSON and configuration either a string, or an object with language tags as names
/// and <c>*</c> for any other language.
/// </summary>
[JsonConverter(typeof(LocalizedTextJsonConverter))]
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    /// <summary>The name of the variant for any language.</summary>
    public const string AnyLanguage = "*";

    private readonly SortedDictionary<string, string> _variants = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same text for every language.</summary>
    public LocalizedText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _variants.Add(AnyLanguage, text);
    }

    /// <summary>A text for each language.</summary>
    /// <param name="variants">At least one; the names are BCP 47 tags such as <c>fr</c> or <c>pt-BR</c>, or <see cref="AnyLanguage"/>.</param>
    /// <exception cref="ArgumentException">There is none, or one has no name.</exception>
    public LocalizedText(IEnumerable<KeyValuePair<string, string>> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        foreach ((string language, string text) in variants)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(language, nameof(variants));
            ArgumentNullException.ThrowIfNull(text, nameof(variants));
            _variants[language] = text;
        }

        if (_variants.Count == 0)
        {
            throw new ArgumentException("A text has at least one variant.", nameof(variants));
        }
    }

    /// <summary>The variants by language, in the order of their names.</summary>
    public IReadOnlyDictionary<string, string> Variants => _variants;

    /// <summary>The same text for every language.</summary>
    public static implicit operator LocalizedText(string text) => new(text);

    /// <summary>
    /// The variant for a language: of the very tag, else of the language without its region, else for any language, else of
    /// <paramref name="fallback"/>, else the first one.
    /// </summary>
    /// <param name="language">A BCP 47 tag; null when nothing is known, which stands for <paramref name="fallback"/>.</param>
    /// <param name="fallback">The host's own language, or null.</param>
    public string For(string? language, string? fallback = null) =>
        Find(language ?? fallback) ?? Find(AnyLanguage) ?? Find(fallback) ?? _variants.First().Value;

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) =>
        other is not null
        && other._variants.Count == _variants.Count
        && _variants.All(variant => other._variants.TryGetValue(variant.Key, out string? text) && string.Equals(text, variant.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach ((string language, string text) in _variants)
        {
            hash.Add(language, StringComparer.OrdinalIgnoreCase);
            hash.Add(text, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>The text for any language, or the first one.</summary>
    public override string ToString() => For(null);

    private string? Find(string? language)
    {
        if (string.IsNullOrEmpty(language))
        {
            return null;
        }

        if (_variants.TryGetValue(language, out string? text))
        {
            return text;
        }

        int region = language.IndexOfAny(['-', '_']);
        return region > 0 ? _variants.GetValueOrDefault(language[..region]) : null;
    }
}
