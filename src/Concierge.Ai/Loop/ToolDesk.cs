using Concierge.Ai.Confirmations;
using Concierge.Ai.Guard;
using Concierge.Ai.Tools;
using Concierge.Ai.Turns;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Loop;

/// <summary>
/// Decides what becomes of the calls of one reply and sees to it that each gets a result: refused, put before a person, or run, with the ledger
/// written before a side effect begins and before the model hears of its end.
/// </summary>
internal sealed class ToolDesk(AiRun run, ToolRunner runner, ConfirmationDesk confirmations, ILogger logger)
{
    private const string Waiting = "Waiting for the person's confirmation. It has not been done.";
    private const string WaitingForColleague = "Waiting for a colleague's approval. It has not been done.";
    private const string OneAtATime = "Error: Not done. Another action waits for confirmation; ask for this one again after it is decided.";
    private const string TooMany = "Error: Too many calls at once; this one was not done.";
    private const string Ended = "Not run: the turn has ended.";
    private const string UnknownOutcome =
        "The outcome is unknown: the system was interrupted while this ran. It may or may not have been done. Do not repeat it; tell the person that it must be checked.";

    private static readonly TimeSpan ApprovalLifetime = TimeSpan.FromDays(1);

    /// <summary>Runs what may run. Not null: the loop ends.</summary>
    public async ValueTask<LoopEnd?> RunAsync(List<FunctionCallContent> calls)
    {
        if (calls.Exists(call => run.Tools.IsDeclaredOnly(call.Name)) || (run.Options.StopOnUnknownTools && calls.Exists(call => run.Tools.Find(call.Name) is null)))
        {
            Refuse(calls, Ended);
            return new LoopEnd(string.IsNullOrWhiteSpace(run.LastWords()) ? LoopEndKind.GaveUp : LoopEndKind.Answered, run.LastWords());
        }

        var plans = new List<CallPlan>(calls.Count);
        LoopEnd? end = null;
        foreach (FunctionCallContent call in calls)
        {
            (CallPlan plan, LoopEnd? question) = Plan(call, plans.Count, hasQuestion: end is not null);
            plans.Add(plan);
            end ??= question;
        }

        end = await RunPlansAsync(plans) ?? end;
        Answer(plans);
        run.Ledger.Question = end?.Question;
        IEnumerable<string> kept = plans.SelectMany(plan => plan.Effects.StateNames);
        await run.CheckpointAsync(end?.Question is null ? kept : kept.Append(ConfirmationDesk.StateName));
        return end;
    }

    /// <summary>Gives every call the same result.</summary>
    public void Refuse(IReadOnlyList<FunctionCallContent> calls, string result) =>
        Answer([.. calls.Select(call => new CallPlan(call, Record(call)) { Result = result })]);

    private (CallPlan Plan, LoopEnd? Question) Plan(FunctionCallContent call, int index, bool hasQuestion)
    {
        var plan = new CallPlan(call, Record(call));
        if (plan.Record.State == CallState.Finished && plan.Record.Result is { } known)
        {
            plan.Result = known;
            return (plan, null);
        }

        if (run.Tools.Find(call.Name) is not { } tool)
        {
            Log.ToolUnknown(logger);
            plan.Result = $"Error: Requested function \"{TextSanitizer.Line(call.Name, 64)}\" not found.";
            return (plan, null);
        }

        plan.Tool = tool;
        if (plan.IsRepetition && tool.Policy.HasSideEffect && !tool.Policy.Idempotent)
        {
            Interrupted(plan, tool);
            return (plan, null);
        }

        if (index >= run.Options.MaxCallsPerReply)
        {
            plan.Result = TooMany;
            return (plan, null);
        }

        if (ProblemOf(call, tool) is { } problem)
        {
            plan.Fail($"Error: {problem}");
            return (plan, null);
        }

        return Gate(plan, tool, hasQuestion);
    }

    private static string? ProblemOf(FunctionCallContent call, AiTool tool) => call.Exception is not null
        ? "The arguments are not valid JSON."
        : ArgumentCheck.FindProblem(tool.Function.JsonSchema, call.Arguments);

    /// <summary>Whether somebody has to be asked first.</summary>
    private (CallPlan Plan, LoopEnd? Question) Gate(CallPlan plan, AiTool tool, bool hasQuestion)
    {
        bool isConfirmed = run.ConfirmedToken is { } token && plan.Call.CallId == token;
        plan.IsConfirmed = isConfirmed;
        plan.Record.Token = isConfirmed ? run.ConfirmedToken : null;
        bool mustConfirm = tool.Policy.Confirm == ToolConfirmation.Always
            || (tool.Policy.HasSideEffect && (run.IsUntrusted || run.Knows(plan.Record)));
        if (tool.Policy.OperatorApproval && !isConfirmed)
        {
            plan.Result = hasQuestion ? OneAtATime : WaitingForColleague;
            return (plan, hasQuestion ? null : AskColleague(plan, tool));
        }

        if (mustConfirm && !isConfirmed)
        {
            plan.Result = hasQuestion ? OneAtATime : Waiting;
            return (plan, hasQuestion ? null : AskPerson(plan, tool));
        }

        plan.Runs = true;
        return (plan, null);
    }

    private LoopEnd AskPerson(CallPlan plan, AiTool tool)
    {
        Log.WaitsForConfirmation(logger, tool.Name, run.Turn.ConversationId);
        AiTexts texts = run.Texts;
        IReadOnlyList<Choice> choices = confirmations.Ask(Pending(plan, run.Options.ConfirmationLifetime), texts);
        string details = ConfirmationText.Details(plan.Record.Arguments, run.Hosts, texts.LinkRemoved);
        string question = string.Format(System.Globalization.CultureInfo.InvariantCulture, texts.Confirm, tool.Title, details);
        return new LoopEnd(LoopEndKind.Waiting, question, new ChoiceMessage(question, choices));
    }

    private LoopEnd AskColleague(CallPlan plan, AiTool tool)
    {
        PendingCall pending = Pending(plan, ApprovalLifetime, isForOperator: true);
        confirmations.Park(pending);
        string details = ConfirmationText.Details(plan.Record.Arguments, run.Hosts, run.Texts.LinkRemoved);
        plan.Record.ParkedAs = pending.Token;
        plan.Record.IsHandedOff = true;
        plan.Record.HandOffSummary = $"To approve: {tool.Title}{details}\nAction: {pending.Token}";
        string said = string.Format(System.Globalization.CultureInfo.InvariantCulture, run.Texts.WaitsForApproval, tool.Title);
        return new LoopEnd(LoopEndKind.Waiting, said, new TextMessage(said));
    }

    private PendingCall Pending(CallPlan plan, TimeSpan lifetime, bool isForOperator = false) => new()
    {
        Token = run.Engine.Ids.NewId(),
        Service = run.Service.Name,
        Tool = plan.Call.Name,
        Arguments = plan.Record.Arguments,
        Asked = confirmations.Asked(),
        ExpiresAt = run.Turn.Clock.GetUtcNow() + lifetime,
        IsForOperator = isForOperator,
        IsUntrusted = run.IsUntrusted,
        Revision = plan.Tool!.Revision,
    };

    /// <summary>A crash came between the beginning and the end of a side effect: it is not repeated, and the person hears of it.</summary>
    private void Interrupted(CallPlan plan, AiTool tool)
    {
        Log.OutcomeUnknown(logger, tool.Name, run.Turn.ConversationId);
        plan.Record.Notice = string.Format(System.Globalization.CultureInfo.InvariantCulture, run.Texts.OutcomeUnknown, tool.Title);
        run.Doubt(plan.Record);
        plan.Result = UnknownOutcome;
    }

    private async ValueTask<LoopEnd?> RunPlansAsync(List<CallPlan> plans)
    {
        List<CallPlan> running = plans.FindAll(plan => plan.Runs);
        if (run.Options.ConcurrentTools && running.TrueForAll(plan => !plan.Tool!.Policy.HasSideEffect))
        {
            await Task.WhenAll(running.Select(plan => runner.RunAsync(run, plan).AsTask()));
            running.Clear();
        }

        bool isOver = false;
        foreach (CallPlan plan in running)
        {
            if (isOver)
            {
                plan.Result = Ended;
                continue;
            }

            await runner.RunAsync(run, plan);
            isOver = plan.Effects.EndsTurn || (plan.IsFailed && run.Ledger.Errors >= run.Options.MaxConsecutiveErrors);
        }

        bool anyFailed = plans.Exists(plan => plan.IsFailed);
        run.Ledger.Errors = anyFailed ? run.Ledger.Errors + 1 : 0;
        if (plans.Exists(plan => plan.Effects.EndsTurn || plan.Record.EndsTurn))
        {
            return new LoopEnd(LoopEndKind.Ended, run.LastWords());
        }

        if (run.Ledger.Errors > run.Options.MaxConsecutiveErrors)
        {
            Log.TooManyErrors(logger, run.Service.Name);
            return new LoopEnd(LoopEndKind.GaveUp);
        }

        return null;
    }

    /// <summary>One message with one result per call, in the order of the calls.</summary>
    private void Answer(List<CallPlan> plans)
    {
        var results = new List<AIContent>(plans.Count);
        foreach (CallPlan plan in plans)
        {
            plan.Record.State = CallState.Finished;
            plan.Record.Result ??= plan.Result;
            plan.Call.InformationalOnly = true;
            results.Add(plan.Content ?? new FunctionResultContent(plan.Call.CallId, plan.Result) { Exception = plan.Failure });
        }

        run.Messages.Add(new ChatMessage(ChatRole.Tool, results));
    }

    private LedgerCall Record(FunctionCallContent call)
    {
        string key = $"{run.Ledger.Requests}.{call.CallId}";
        if (run.Ledger.Find(key) is { } known)
        {
            return known;
        }

        var record = new LedgerCall { Key = key, Name = call.Name, Arguments = CallArguments.Write(call.Arguments) };
        record.IsNew = true;
        run.Ledger.Calls.Add(record);
        return record;
    }
}
