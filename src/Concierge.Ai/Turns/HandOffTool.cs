using System.ComponentModel;
using Concierge.Ai.Tools;

namespace Concierge.Ai.Turns;

/// <summary>The model's own way to a colleague.</summary>
internal static class HandOffTool
{
    public const string Name = "handoff_to_human";

    private const string Description =
        "Gives the conversation to a human colleague. Use it when the person asks for one, is upset or complains, or when you cannot help.";

    /// <summary>It harms nobody: it reads as a tool without effect and may run again.</summary>
    private static readonly ToolPolicy Policy = new() { Effect = ToolEffect.Read, Idempotent = true };

    public static AiTool Create() => new(ToolBinding.Create(
        ([Description("What the colleague should know: what the person wants and what was done so far.")] string summary, ToolContext context) =>
        {
            context.HandOff(Guard.TextSanitizer.Line(summary, 1000));
            context.Reply(new TextMessage(context.Texts.HandedOff));
            context.EndTurn();
            return "Handed off.";
        },
        Name,
        Description), Policy);
}
