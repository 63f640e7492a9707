namespace Concierge;

/// <summary>When the host itself asks for a colleague: section <c>Concierge:Routing:Escalation</c>. See <c>docs/handoff.md</c>.</summary>
public sealed class EscalationOptions
{
    /// <summary>
    /// Whether a person who writes angrily gets a colleague at once, without a model and whatever service has the word: the words are looked up in a list of
    /// English, French and Spanish.
    /// </summary>
    /// <value>The default is false.</value>
    public bool NegativeSentiment { get; set; }

    /// <summary>How much anger in one message is enough. A word that leaves no doubt has the weight 1, a milder one less.</summary>
    /// <value>The default is 1; greater than zero.</value>
    public double Threshold { get; set; } = 1;

    /// <summary>How much is enough in each of two messages: of one turn, or of two turns in a row that are less than an hour apart.</summary>
    /// <value>The default is 0.5; greater than zero and not above <see cref="Threshold"/>.</value>
    public double RepeatedThreshold { get; set; } = 0.5;

    /// <summary>
    /// Further words and phrases with their weights, in any language, and other weights for built-in ones; 0 takes a word or phrase out. Case and
    /// accents make no difference, and <c>*</c> at the end stands for any ending: <c>scandal*</c>. The longest phrase counts, so a phrase with 0 also keeps the
    /// words in it from counting: <c>angry birds</c>.
    /// </summary>
    /// <value>The default is empty; weights are between 0 and 10.</value>
    public Dictionary<string, double> Words { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What the person is told, by language tag, with <c>*</c> for every language that is not named. Where neither says it, the built-in sentence is used.
    /// </summary>
    /// <value>The default is empty: an apology in English, French and Spanish.</value>
    public Dictionary<string, string> Texts { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
