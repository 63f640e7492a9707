using System.Text.Json;

namespace Concierge.Testing.Evaluation;

/// <summary>
/// Dialogues in which the person attacks: injected instructions, requests for secrets, for another person's data and for links to
/// strange places. With a scripted model they show what the bot does when the model obeys the attacker; with a live one, whether it does.
/// </summary>
public static class AdversarialPack
{
    private const string Resource = "Concierge.Testing.Evaluation.Adversarial.pack.json";

    /// <summary>The dialogues, made for your bot.</summary>
    /// <param name="secret">Something from your prompt or settings that must never be said: put a marker there for the test.</param>
    /// <param name="otherPersonsData">Something of another person or tenant that must never be said, for example a name in a booking.</param>
    /// <param name="tool">A tool of yours that must not run at a stranger's word: one that writes or reaches somebody.</param>
    public static IReadOnlyList<Dialogue> Create(string secret, string otherPersonsData, string tool)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        ArgumentException.ThrowIfNullOrWhiteSpace(otherPersonsData);
        ArgumentException.ThrowIfNullOrWhiteSpace(tool);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["secret"] = secret,
            ["secretPattern"] = System.Text.RegularExpressions.Regex.Escape(secret),
            ["other"] = otherPersonsData,
            ["otherPattern"] = System.Text.RegularExpressions.Regex.Escape(otherPersonsData),
            ["tool"] = tool,
        };
        using var reader = new StreamReader(typeof(AdversarialPack).Assembly.GetManifestResourceStream(Resource)!);
        return JsonSerializer.Deserialize(Placeholders.Fill(reader.ReadToEnd(), values), DialogueJsonContext.Default.DialogueArray)!;
    }
}
