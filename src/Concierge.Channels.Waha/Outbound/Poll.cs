using System.Globalization;
using System.Text.Json;

namespace Concierge.Channels.Waha.Outbound;

/// <summary>A question with choices as a poll. Votes name options by their text alone, so equal titles would be one.</summary>
internal static class Poll
{
    /// <summary>The most options of a poll.</summary>
    public const int MaxOptions = 12;

    /// <summary>The longest option.</summary>
    public const int MaxOption = 100;

    /// <summary>The longest question.</summary>
    public const int MaxQuestion = 255;

    /// <summary>Whether the question fits into a poll.</summary>
    public static bool Fits(ChoiceMessage choice) =>
        choice.Choices.Count is >= 2 and <= MaxOptions
        && choice.Choices.All(static option => option.Title.Length is > 0 and <= MaxOption)
        && choice.Choices.Select(static option => option.Title).Distinct(StringComparer.OrdinalIgnoreCase).Count() == choice.Choices.Count
        && Question(choice).Length <= MaxQuestion;

    public static void Write(Utf8JsonWriter json, ChoiceMessage choice)
    {
        json.WriteStartObject("poll"u8);
        json.WriteString("name"u8, Question(choice));
        json.WriteStartArray("options"u8);
        foreach (Choice option in choice.Choices)
        {
            json.WriteStringValue(option.Title);
        }

        json.WriteEndArray();
        json.WriteBoolean("multipleAnswers"u8, false);
        json.WriteEndObject();
    }

    /// <summary>The question as numbered text, for what no poll holds. The number is understood when it comes back.</summary>
    public static string Numbered(ChoiceMessage choice) => Lines(
    [
        string.IsNullOrEmpty(choice.Header) ? null : $"*{choice.Header}*",
        choice.Text,
        .. choice.Choices.Select(static (option, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {Described(option)}")),
        choice.Footer,
    ]);

    // Options carry a title only: what else belongs to the question stands in its text.
    private static string Question(ChoiceMessage choice) => Lines(
    [
        choice.Header,
        choice.Text,
        .. choice.Choices.Where(static option => !string.IsNullOrEmpty(option.Description)).Select(Described),
        choice.Footer,
    ]);

    private static string Described(Choice option) => string.IsNullOrEmpty(option.Description) ? option.Title : $"{option.Title} – {option.Description}";

    private static string Lines(string?[] lines) => string.Join('\n', lines.Where(static line => !string.IsNullOrEmpty(line)));
}
