using System.Diagnostics;
using Concierge.Ai.Guard;
using Concierge.Ai.Tools;
using Concierge.Ai.Turns;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Loop;

/// <summary>Runs one call: with the host's own knowledge of who is served, within its time, and with the ledger written before a side effect.</summary>
internal sealed class ToolRunner(ILogger logger)
{
    private const int LongestLogged = 256;
    private const string TimedOut = "Error: The function did not answer in time.";
    private const string TimedOutUnknown =
        "Error: The function did not answer in time. Nobody knows whether it was done. Do not repeat it; tell the person that it must be checked.";

    public async ValueTask RunAsync(AiRun run, CallPlan plan)
    {
        AiTool tool = plan.Tool!;
        LedgerCall record = plan.Record;
        record.State = CallState.Started;
        if (tool.Policy.HasSideEffect)
        {
            await run.CheckpointAsync([]);
        }

        string key = plan.IsConfirmed ? record.Token! : CallArguments.Hash(run.Turn.Id, record.Key, record.Name, record.Arguments);
        var context = new ToolContext(run.Turn, run.Tenant, run.Service.Name, key, plan.IsConfirmed, plan.Effects, run.Texts);
        Log.ToolBegins(logger, tool.Name, run.Turn.ConversationId);
        long started = run.Turn.Clock.GetTimestamp();
        using Activity? activity = AiTelemetry.StartTool(tool, plan.Call.CallId);
        try
        {
            Finish(run, plan, await InvokeAsync(run.Turn, tool, plan.Call, context));
        }
        catch (Exception) when (run.Turn.CancellationToken.IsCancellationRequested)
        {
            // The turn is over; its next life finds the call begun.
            throw;
        }
        catch (Exception failure)
        {
            Fail(run, plan, failure);
        }

        activity?.SetStatus(plan.IsFailed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        if (plan.IsFailed)
        {
            activity?.SetTag("error.type", plan.Failure?.GetType().Name);
        }

        Log.ToolEnded(logger, tool.Name, run.Turn.Clock.GetElapsedTime(started).TotalMilliseconds);
        if (logger.IsEnabled(LogLevel.Trace))
        {
            Log.ToolContent(logger, tool.Name, TextSanitizer.Line(record.Arguments, LongestLogged), TextSanitizer.Line(plan.Result ?? string.Empty, LongestLogged));
        }

        record.State = CallState.Finished;
        record.Result = plan.Result;
        record.IsUntrusted = tool.Policy.UntrustedResult;
        record.Replies = plan.Effects.Replies.Count == 0 ? null : plan.Effects.Replies;
        record.IsHandedOff = plan.Effects.IsHandedOff;
        record.HandOffSummary = plan.Effects.HandOffSummary;
        record.EndsTurn = plan.Effects.EndsTurn;
        if (tool.Policy.HasSideEffect && !plan.IsFailed)
        {
            run.Trust(record);
        }
    }

    private static async ValueTask<object?> InvokeAsync(TurnContext turn, AiTool tool, FunctionCallContent call, ToolContext context)
    {
        using var late = new CancellationTokenSource(tool.Policy.Timeout, turn.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, turn.CancellationToken);
        var arguments = new AIFunctionArguments(call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            Services = turn.Services,
            Context = new Dictionary<object, object?> { [ToolBinding.ContextKey] = context },
        };
        ValueTask<object?> running = tool.Function.InvokeAsync(arguments, linked.Token);
        if (running.IsCompleted)
        {
            return await running;
        }

        try
        {
            return await running.AsTask().WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !turn.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private static void Finish(AiRun run, CallPlan plan, object? result)
    {
        (string text, bool isError) = ToolResult.Read(result);
        ToolPolicy policy = plan.Tool!.Policy;
        string limited = ToolResult.Limit(text, policy.MaxResultLength);
        if (policy.UntrustedResult)
        {
            run.IsUntrusted = true;
            limited = ToolResult.Delimit(limited, plan.Tool.Name, run.Mark);
        }

        if (isError)
        {
            plan.Fail(limited);
        }
        else if (result is FunctionResultContent own && own.CallId == plan.Call.CallId && ReferenceEquals(limited, text))
        {
            plan.Content = own;
        }

        plan.Result = limited;
    }

    private void Fail(AiRun run, CallPlan plan, Exception failure)
    {
        AiTool tool = plan.Tool!;
        Log.ToolFailed(logger, tool.Name, failure.GetType().Name);
        Log.Failure(logger, failure);
        if (failure is TimeoutException)
        {
            bool isUnknown = tool.Policy.HasSideEffect && !tool.Policy.Idempotent;
            if (isUnknown)
            {
                run.Doubt(plan.Record);
                plan.Record.Notice = string.Format(System.Globalization.CultureInfo.InvariantCulture, run.Texts.OutcomeUnknown, tool.Title);
            }

            plan.Fail(isUnknown ? TimedOutUnknown : TimedOut, failure);
            return;
        }

        string detail = run.Options.DetailedToolErrors ? $" {ToolResult.Limit(failure.Message, tool.Policy.MaxResultLength)}" : string.Empty;
        plan.Fail(ToolResult.Failed + detail, failure);
    }
}
