using Concierge.Ai.Guard.Numbers;
using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Turns;

/// <summary>The numbers that an answer may hold: those of everything the model was given, and of nothing it said itself in this turn.</summary>
internal static class TurnFigures
{
    public static KnownFigures Of(AiRun run)
    {
        var known = new KnownFigures();
        foreach (ChatMessage message in run.Prefix.Concat(run.Messages.Where(message => message.Role != ChatRole.Assistant)))
        {
            Add(known, message);
        }

        // Facts and the person's state stand beside the person's words; the words alone also say how many.
        known.AddFromPerson(run.UserText);
        foreach (OutboundMessage said in run.Ledger.Calls.SelectMany(call => call.Replies ?? []))
        {
            known.Add(said.PlainText ?? string.Empty);
        }

        return known;
    }

    /// <summary>The model has seen what nobody else can read: a file, or the result of a tool that the provider runs.</summary>
    public static bool MayHoldMore(AiRun run) =>
        run.Service.Hosted.Count > 0 || run.Messages.Exists(message => message.Role == ChatRole.User && message.Contents.Any(content => content is not TextContent));

    private static void Add(KnownFigures known, ChatMessage message)
    {
        foreach (AIContent content in message.Contents)
        {
            if (content is TextContent text)
            {
                known.Add(text.Text);
            }
            else if (content is FunctionResultContent result)
            {
                known.AddResult(ToolResult.Read(result.Result).Text);
            }
        }
    }
}
