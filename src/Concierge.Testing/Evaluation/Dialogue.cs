using System.Text.Json;

namespace Concierge.Testing.Evaluation;

/// <summary>A conversation as a file: what a person says, and what must and must not happen.</summary>
public sealed record Dialogue
{
    /// <summary>Its name in the report.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, or null.</summary>
    public string? Description { get; init; }

    /// <summary>What the person does, one after the other.</summary>
    public required IReadOnlyList<DialogueTurn> Turns { get; init; }

    /// <summary>What no reply of the whole dialogue may hold, as regular expressions; case is ignored.</summary>
    public IReadOnlyList<string> MustNotSay { get; init => field = value ?? []; } = [];

    /// <summary>Tools that must not run in the whole dialogue; <c>*</c> for any.</summary>
    public IReadOnlyList<string> MustNotRun { get; init => field = value ?? []; } = [];

    /// <summary>Reads a dialogue.</summary>
    /// <param name="json">A JSON object; comments and trailing commas are allowed. An unknown property is an error, because it would be an expectation that nobody checks.</param>
    /// <param name="values">What stands for <c>{{name}}</c> in its strings; null for nothing.</param>
    /// <exception cref="JsonException">The text is no dialogue.</exception>
    /// <exception cref="ArgumentException">A <c>{{name}}</c> has no value.</exception>
    public static Dialogue Parse(string json, IReadOnlyDictionary<string, string>? values = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        Dialogue dialogue = JsonSerializer.Deserialize(Placeholders.Fill(json, values), DialogueJsonContext.Default.Dialogue) ?? throw new JsonException("The dialogue is null.");
        return dialogue.Turns.Count > 0 ? dialogue : throw new JsonException($"The dialogue '{dialogue.Name}' has no turns.");
    }

    /// <summary>Reads one file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static Dialogue Load(string path, IReadOnlyDictionary<string, string>? values = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), values);
        }
        catch (JsonException exception)
        {
            throw new JsonException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads all files <c>*.json</c> in a folder, ordered by name.</summary>
    /// <inheritdoc cref="Parse"/>
    public static IReadOnlyList<Dialogue> LoadAll(string folder, IReadOnlyDictionary<string, string>? values = null) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => Load(path, values))];
}
