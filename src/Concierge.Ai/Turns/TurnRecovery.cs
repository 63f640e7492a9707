using System.Globalization;
using Concierge.Ai.Confirmations;
using Concierge.Ai.History;
using Concierge.Ai.Loop;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Turns;

/// <summary>What an earlier life of this turn, or a turn that never came to its end, has left behind.</summary>
internal static class TurnRecovery
{
    private const string Interrupted = "[An earlier message; its answer was interrupted.]";
    private const string Unknown = "The outcome is unknown: the system was interrupted.";

    /// <summary>True when this turn has run before and had begun to do things.</summary>
    public static bool OpenLedger(AiRun run, ConfirmationDesk confirmations)
    {
        TurnLedger? found = run.Turn.GetState(run.Service.LedgerName, AiJson.Default.TurnLedger);
        if (found is not null && found.TurnId == run.Turn.Id)
        {
            run.Ledger = found;
            confirmations.Spend(found.Calls.Select(call => call.Token).OfType<string>());
            return true;
        }

        run.Ledger = new TurnLedger { TurnId = run.Turn.Id };
        if (found is not null)
        {
            Fold(run, found, confirmations);
        }

        return false;
    }

    /// <summary>The message was given up, but what was done was done: it belongs to the history, and its confirmations are spent.</summary>
    private static void Fold(AiRun run, TurnLedger left, ConfirmationDesk confirmations)
    {
        confirmations.Spend(left.Calls.Select(call => call.Token).OfType<string>());
        List<ChatMessage> said = left.Said();
        var answered = said.SelectMany(message => message.Contents.OfType<FunctionResultContent>()).Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
        List<AIContent> missing = [];
        foreach (FunctionCallContent call in said.SelectMany(message => message.Contents.OfType<FunctionCallContent>()).Where(call => !answered.Contains(call.CallId)))
        {
            LedgerCall? record = left.Calls.FindLast(line => line.Key.EndsWith($".{call.CallId}", StringComparison.Ordinal));
            missing.Add(new FunctionResultContent(call.CallId, record?.Result ?? (record?.State == CallState.Planned ? "Not run." : Unknown)));
            if (record is { State: CallState.Started } && run.Service.OwnTools.FirstOrDefault(tool => tool.Name == record.Name) is not { Policy.HasSideEffect: false })
            {
                run.Doubt(record);
                run.Notices.Add(string.Format(CultureInfo.InvariantCulture, run.Texts.OutcomeUnknown, TitleOf(run, record.Name)));
            }
        }

        if (missing.Count > 0)
        {
            said.Add(new ChatMessage(ChatRole.Tool, missing));
        }

        run.Memory.Turns.Add(HistoryCodec.Write(Interrupted, said, left.IsUntrusted));
    }

    private static string TitleOf(AiRun run, string tool) => run.Service.OwnTools.FirstOrDefault(own => own.Name == tool)?.Title ?? tool;
}
