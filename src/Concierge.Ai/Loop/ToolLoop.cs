using Concierge.Ai.Models;
using Concierge.Ai.Turns;
using Concierge.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Concierge.Ai.Loop;

/// <summary>
/// Asks the model, lets its calls run, asks again, until it answers. What was said and done so far lies in the run; so it makes no difference
/// whether the loop begins or goes on after a crash.
/// </summary>
internal sealed class ToolLoop(AiRun run, ModelCaller caller, ToolDesk desk, ILogger logger)
{
    private const string NotRun = "Not run: no more calls are possible in this turn.";
    private const string Repeated = "Error: This was asked for before in this turn, with the same arguments. Use the earlier result.";
    private const int MaxRestarts = 3;

    private static readonly TimeSpan NewerInterval = TimeSpan.FromSeconds(1);

    private readonly RepeatWatch _watch = new();
    private int _restarts;
    private bool _isFinishing;
    private string? _threadId = run.ThreadId;
    private int _sent;

    public async ValueTask<LoopEnd> RunAsync(CancellationToken budget)
    {
        if (EndBefore() is { } known)
        {
            return known;
        }

        _isFinishing = run.Ledger.Requests >= run.Options.MaxIterations;
        ChatOptions? options = null;
        while (true)
        {
            List<FunctionCallContent> calls = OpenCalls();
            if (calls.Count > 0)
            {
                if (await RunCallsAsync(calls) is { } end)
                {
                    return end;
                }

                budget.ThrowIfCancellationRequested();
                continue;
            }

            await JoinAsync();
            if (await run.ReserveAsync() is { } limit)
            {
                Log.LimitReached(logger, run.Service.Name, limit);
                return new LoopEnd(LoopEndKind.TooExpensive, limit);
            }

            options = NextOptions(options);
            ChatResponse response;
            try
            {
                response = await AskAsync(options, budget);
            }
            finally
            {
                await run.SettleAsync();
            }

            run.Ledger.Requests++;
            Take(response);
            if (OpenCalls().Count == 0)
            {
                return new LoopEnd(LoopEndKind.Answered, response.Text);
            }
        }
    }

    /// <summary>An earlier life of the turn had come to its end already.</summary>
    private LoopEnd? EndBefore()
    {
        if (run.Ledger.Question is { } question)
        {
            return new LoopEnd(LoopEndKind.Waiting, question.PlainText, question);
        }

        return run.Ledger.Calls.Exists(call => call.EndsTurn) ? new LoopEnd(LoopEndKind.Ended, run.LastWords()) : null;
    }

    private async ValueTask<LoopEnd?> RunCallsAsync(List<FunctionCallContent> calls)
    {
        bool confirmed = run.ConfirmedToken is not null && calls.Exists(call => call.CallId == run.ConfirmedToken);
        if (_isFinishing && !confirmed)
        {
            desk.Refuse(calls, NotRun);
            string? text = run.LastWords();
            return new LoopEnd(string.IsNullOrWhiteSpace(text) ? LoopEndKind.GaveUp : LoopEndKind.Answered, text);
        }

        if (_watch.IsStuck(calls))
        {
            desk.Refuse(calls, Repeated);
            Finish();
            return null;
        }

        LoopEnd? end = await desk.RunAsync(calls);
        if (run.Ledger.Requests >= run.Options.MaxIterations)
        {
            Finish();
        }

        return end;
    }

    private void Finish()
    {
        if (!_isFinishing)
        {
            _isFinishing = true;
            Log.LoopEnded(logger, run.Service.Name, run.Ledger.Requests);
        }
    }

    /// <summary>The calls of the last reply that nobody has answered: not the provider, not a client that runs functions itself, not an earlier life of this turn.</summary>
    private List<FunctionCallContent> OpenCalls()
    {
        var calls = new List<FunctionCallContent>();
        var results = new HashSet<string>(StringComparer.Ordinal);
        for (int i = run.Messages.Count - 1; i >= 0 && run.Messages[i].Role != ChatRole.User; i--)
        {
            foreach (AIContent content in run.Messages[i].Contents)
            {
                if (content is FunctionResultContent result)
                {
                    results.Add(result.CallId);
                }
                else if (content is FunctionCallContent { InformationalOnly: false } call)
                {
                    calls.Add(call);
                }
            }
        }

        foreach (FunctionCallContent call in calls.Where(call => results.Contains(call.CallId)))
        {
            call.InformationalOnly = true;
        }

        calls.RemoveAll(call => call.InformationalOnly);
        calls.Reverse();
        if (calls.Count > 1)
        {
            calls = [.. InOrder(calls)];
        }

        return calls;
    }

    /// <summary>In the order in which the model asked, each id once.</summary>
    private IEnumerable<FunctionCallContent> InOrder(List<FunctionCallContent> open) =>
        run.Messages.SelectMany(message => message.Contents.OfType<FunctionCallContent>()).Where(open.Contains).DistinctBy(call => call.CallId, StringComparer.Ordinal);

    private ChatOptions NextOptions(ChatOptions? previous)
    {
        ChatOptions options = run.Options.ModelOptions.Clone();
        if (previous is not null)
        {
            options.ContinuationToken = null;
            options.ToolMode = options.ToolMode is RequiredChatToolMode ? null : options.ToolMode;
        }

        options.Tools = [.. _isFinishing ? run.Tools.Others.Where(tool => tool is not AIFunctionDeclaration) : run.Tools.Offered];
        if (options.Tools.Count == 0)
        {
            options.Tools = null;
            options.ToolMode = null;
        }

        if (_threadId is not null)
        {
            options.ConversationId = _threadId;
        }

        return options;
    }

    private async ValueTask<ChatResponse> AskAsync(ChatOptions options, CancellationToken budget)
    {
        if (run.Options.NewMessages != NewMessagePolicy.Restart || _restarts >= MaxRestarts)
        {
            return await AskOnceAsync(options, budget);
        }

        using var again = CancellationTokenSource.CreateLinkedTokenSource(budget);
        Task<ChatResponse> asking = AskOnceAsync(options, again.Token).AsTask();
        while (!asking.IsCompleted)
        {
            Task pause = Task.Delay(NewerInterval, run.Turn.Clock, again.Token);
            if (await Task.WhenAny(asking, pause) == asking)
            {
                break;
            }

            budget.ThrowIfCancellationRequested();
            if (await JoinAsync())
            {
                again.Cancel();
                await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
                _restarts++;
                return await AskAsync(options, budget);
            }
        }

        again.Cancel();
        return await asking;
    }

    private ValueTask<ChatResponse> AskOnceAsync(ChatOptions options, CancellationToken cancellationToken)
    {
        List<ChatMessage> messages = _threadId is null ? [.. run.Prefix, .. run.Messages] : [.. run.Messages.Skip(_sent)];
        run.Options.OnRequest?.Invoke(messages, options);
        return caller.AskAsync(run.Service.Name, run.Clients, run.Options.ModelTimeout, messages, options, run.Usage, cancellationToken);
    }

    /// <summary>Adds a reply. What it holds that is the host's business alone is left out.</summary>
    private void Take(ChatResponse response)
    {
        foreach (ChatMessage message in response.Messages)
        {
            List<AIContent> contents = [.. message.Contents.Where(content => content is not (ToolApprovalRequestContent or ToolApprovalResponseContent or UsageContent))];
            if (contents.Count > 0)
            {
                run.Messages.Add(contents.Count == message.Contents.Count ? message : new ChatMessage(message.Role, contents) { MessageId = message.MessageId });
            }
        }

        _threadId = response.ConversationId;
        _sent = _threadId is null ? 0 : run.Messages.Count;
        run.ThreadId = _threadId;
    }

    private async ValueTask<bool> JoinAsync()
    {
        if (run.Options.NewMessages == NewMessagePolicy.Queue)
        {
            return false;
        }

        IReadOnlyList<MessageReceived> newer = await run.Turn.JoinNewerAsync();
        if (newer.Count == 0)
        {
            return false;
        }

        await run.AddNewerAsync(newer);
        return true;
    }
}
