using System.Text.RegularExpressions;

namespace Concierge.Ai;

/// <summary>How a record is read out of a text.</summary>
public sealed class ExtractionOptions
{
    /// <summary>What is to be found, in the words of a prompt; null for a general one.</summary>
    public string? Instructions { get; set; }

    /// <summary>
    /// Patterns by the name of the field as it is in JSON, tried before the model: the group <c>value</c>, or else the whole match, becomes the field. What
    /// they find counts more than what the model finds; when they fill every required field, no model is asked.
    /// </summary>
    public IDictionary<string, Regex> Patterns { get; } = new Dictionary<string, Regex>(StringComparer.Ordinal);

    /// <summary>Words by the name of the field as it is in JSON: the first that is in the text as a whole word, whatever its case and accents, becomes the field.</summary>
    public IDictionary<string, IReadOnlyList<string>> Lexicons { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Whether a record is acceptable; the sentence that says why not is shown to the model once. Null accepts every record of the right shape.</summary>
    public Func<object, string?>? Validate { get; set; }
}
