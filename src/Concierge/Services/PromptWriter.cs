using System.Globalization;
using Microsoft.Extensions.Options;

namespace Concierge.Services;

/// <summary>Says a definition's prompts in the person's language.</summary>
internal sealed class PromptWriter(IOptions<ConciergeOptions> options) : IPromptWriter
{
    private const int LongestName = 60;

    /// <summary>The placeholders that every prompt may have.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["name", "service", "attempts", "minutes"];

    public void Say(TurnContext turn, ServiceDefinition definition, LocalizedText? prompt, int? attempts = null, TimeSpan? wait = null)
    {
        if (prompt is not null && Write(turn, definition, prompt, attempts, wait) is { Length: > 0 } text)
        {
            turn.Reply(text);
        }
    }

    public string Write(TurnContext turn, ServiceDefinition definition, LocalizedText prompt) => Write(turn, definition, prompt, attempts: null, wait: null);

    public string In(TurnContext turn, LocalizedText text) => text.For(turn.Language, options.Value.Routing.Language);

    public string Title(TurnContext turn, ServiceDefinition definition) =>
        definition.DisplayName is { } name ? In(turn, name) : definition.Name;

    /// <summary>What stands for a placeholder at any moment; null when nothing does.</summary>
    public string? Value(TurnContext turn, ServiceDefinition definition, string placeholder) => placeholder switch
    {
        "name" => Name(turn),
        "service" => Title(turn, definition),
        _ => definition.Values.TryGetValue(placeholder, out LocalizedText? value) ? In(turn, value) : null,
    };

    private string Write(TurnContext turn, ServiceDefinition definition, LocalizedText prompt, int? attempts, TimeSpan? wait) =>
        PromptTemplate.Fill(In(turn, prompt), placeholder => placeholder switch
        {
            "attempts" => (attempts ?? 0).ToString(CultureInfo.InvariantCulture),
            "minutes" => Math.Max(1, Math.Ceiling((wait ?? TimeSpan.Zero).TotalMinutes)).ToString(CultureInfo.InvariantCulture),
            _ => Value(turn, definition, placeholder),
        });

    /// <summary>People choose their names themselves: one line of moderate length is enough of it.</summary>
    private static string Name(TurnContext turn)
    {
        string name = (turn.Messages.Count > 0 ? turn.Message.Sender : turn.Document.Contact).DisplayName ?? string.Empty;
        string line = string.Concat(name.Where(static c => !char.IsControl(c))).Trim();
        if (line.Length <= LongestName)
        {
            return line;
        }

        int end = char.IsHighSurrogate(line[LongestName - 1]) ? LongestName - 1 : LongestName;
        return line[..end];
    }
}
