using System.Globalization;
using Concierge.Ai.Definitions;
using Concierge.Ai.Loop;
using Concierge.Ai.Tools;
using Concierge.Ai.Turns;
using Concierge.Channels;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Confirmations;

/// <summary>
/// Runs a parked call once a colleague has approved it: that very call with the arguments that were shown, without asking the model, and with the same
/// ledger as in any other turn.
/// </summary>
internal sealed class ApprovalHandler(
    AiEngine engine,
    IServiceCatalogue catalogue,
    IEnumerable<AiServiceDefinition> coded,
    IEnumerable<IServiceProcessor> processors) : IDecisionHandler
{
    private const string Done = "done";
    private const string Failed = "failed";
    private const string Unknown = "unknown";
    private const string Refused = "A colleague refused it. It has not been done.";

    public async ValueTask<bool> TryHandleAsync(TurnContext turn, DecideCommand decision)
    {
        if (ConfirmationDesk.FindForOperator(turn, decision.ActionId) is not { } pending || Find(pending.Service, turn) is not { } service)
        {
            return false;
        }

        var confirmations = new ConfirmationDesk(turn, pending.Service);
        var run = new AiRun(engine, service, turn);
        TurnRecovery.OpenLedger(run, confirmations);
        confirmations.Spend([pending.Token]);
        run.IsUntrusted |= pending.IsUntrusted;
        run.Tools = await service.ToolsAsync(turn, engine);
        AiTool? tool = run.Tools.Find(pending.Tool);
        string title = tool?.Title ?? pending.Tool;
        var call = new FunctionCallContent(pending.Token, pending.Tool, CallArguments.Read(pending.Arguments));
        run.Messages.Add(new ChatMessage(ChatRole.Assistant, [call]));
        (string text, string result, string? outcome) = decision.IsApproved ? await RunAsync(run, tool, pending, call) : (run.Texts.NotApproved, Refused, null);
        Approvals.Decided(turn, pending, title, decision.By, outcome);
        call.InformationalOnly = true;
        run.Messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(pending.Token, result)]));
        new AiReport(run).Decided(string.Format(CultureInfo.InvariantCulture, text, title), run.Messages);
        turn.Decision = decision.IsApproved ? $"approved: {title}" : $"refused: {title}";
        return true;
    }

    private AiServiceDefinition? Find(string name, TurnContext turn)
    {
        ServiceDefinition? defined = catalogue.Entries.FirstOrDefault(entry => entry.Definition.Name == name && entry.Source != ServiceSource.Code)?.Definition;
        return defined is null
            ? coded.FirstOrDefault(service => service.Name == name)
            : processors.OfType<AiProcessor>().FirstOrDefault()?.Get(defined, turn.Services);
    }

    private async ValueTask<(string Text, string Result, string? Outcome)> RunAsync(AiRun run, AiTool? tool, PendingCall pending, FunctionCallContent call)
    {
        LedgerCall record = Record(run, pending);
        var plan = new CallPlan(call, record) { Tool = tool, IsConfirmed = true };
        if (record is { State: CallState.Finished, Result: { } known })
        {
            return record.IsError ? (run.Texts.ApprovedButFailed, known, record.Notice is null ? Failed : Unknown) : (run.Texts.Approved, known, Done);
        }

        if (tool is null || tool.Revision != pending.Revision || ArgumentCheck.FindProblem(tool.Function.JsonSchema, call.Arguments) is not null)
        {
            return (run.Texts.ApprovedButFailed, "The tool is not there any more, or has changed. It has not been done.", Failed);
        }

        if (plan.IsRepetition && tool.Policy.HasSideEffect && !tool.Policy.Idempotent)
        {
            Log.OutcomeUnknown(engine.Logger, tool.Name, run.Turn.ConversationId);
            record.Notice = string.Format(CultureInfo.InvariantCulture, run.Texts.OutcomeUnknown, tool.Title);
            run.Doubt(record);
            return (run.Texts.OutcomeUnknown, "The outcome is unknown: the system was interrupted while this ran. Do not repeat it.", Unknown);
        }

        await new ToolRunner(engine.Logger).RunAsync(run, plan);
        await run.CheckpointAsync(plan.Effects.StateNames);
        string outcome = !plan.IsFailed ? Done : record.Notice is null ? Failed : Unknown;
        return (plan.IsFailed ? run.Texts.ApprovedButFailed : run.Texts.Approved, plan.Result ?? ToolResult.Completed, outcome);
    }

    /// <summary>The line of an earlier life of this turn, or a new one.</summary>
    private static LedgerCall Record(AiRun run, PendingCall pending)
    {
        string key = $"approved.{pending.Token}";
        if (run.Ledger.Find(key) is { } known)
        {
            return known;
        }

        var record = new LedgerCall { Key = key, Name = pending.Tool, Arguments = pending.Arguments, Token = pending.Token, IsNew = true };
        run.Ledger.Calls.Add(record);
        return record;
    }
}
