using System.Text;
using Concierge.Ai.Guard;
using Concierge.Ai.History;
using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Prompts;

/// <summary>
/// Product rules → tenant → service, then the history, then what is new with the facts and the person's state. What changes most stands
/// last, so that a provider can cache everything before it.
/// </summary>
internal static class PromptWriter
{
    private const int MaxFacts = 12;
    private const int MaxFactLength = 2000;

    public static List<ChatMessage> Prefix(StablePrompt stable, AiMemory memory)
    {
        var prefix = new List<ChatMessage>(1 + (memory.Turns.Count * 2)) { new(ChatRole.System, stable.Text) };
        foreach (HistoryTurn turn in memory.Turns)
        {
            HistoryCodec.Read(prefix, turn);
        }

        return prefix;
    }

    /// <summary>What belongs to this turn alone; null where there is nothing.</summary>
    public static string? Context(IReadOnlyList<Fact> facts, string? contactState, string mark)
    {
        if (facts.Count == 0 && string.IsNullOrWhiteSpace(contactState))
        {
            return null;
        }

        var context = new StringBuilder();
        foreach (Fact fact in facts.Take(MaxFacts))
        {
            string source = fact.Source is null ? "the knowledge base" : TextSanitizer.Line(fact.Source, 100);
            context.Append(ToolResult.Delimit(ToolResult.Limit(fact.Text, MaxFactLength), source, mark)).Append('\n');
        }

        if (!string.IsNullOrWhiteSpace(contactState))
        {
            context.Append("About the person: ").Append(TextSanitizer.Clean(contactState)).Append('\n');
        }

        return context.ToString();
    }
}
