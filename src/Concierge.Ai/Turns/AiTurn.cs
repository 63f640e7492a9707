using Concierge.Ai.Confirmations;
using Concierge.Ai.Loop;
using Concierge.Ai.Media;
using Concierge.Ai.Models;
using Concierge.Ai.Prompts;
using Concierge.Ai.Tools;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Turns;

/// <summary>
/// One turn from the person's message to the replies: what is settled without a model, then the capabilities, then the reading, then the
/// loop, then what is said and remembered.
/// </summary>
internal sealed class AiTurn(AiRun run, ConfirmationDesk confirmations, SoftNotice notice)
{
    private readonly AiReport _report = new(run);

    private TurnContext Turn => run.Turn;

    private AiServiceOptions Options => run.Options;

    public async ValueTask AnswerAsync()
    {
        bool isRepeated = TurnRecovery.OpenLedger(run, confirmations);
        PendingCall? decided = null;
        bool isYes = false;
        if (!isRepeated && ConfirmationDesk.IsTap(Turn, run.Service.Name))
        {
            decided = confirmations.Take(out isYes);
            if (decided is null)
            {
                Log.ConfirmationRefused(run.Engine.Logger, Turn.ConversationId);
                Turn.Reply(run.Texts.ConfirmationClosed);
                return;
            }
        }

        if (!isRepeated && decided is null && WantsColleague())
        {
            _report.HandOff();
            return;
        }

        if (!isRepeated && IsPersonOverLimit())
        {
            _report.Refuse("person");
            return;
        }

        // Nothing the person wrote has been looked at yet: it has no say in what the turn can do.
        run.Tools = await run.Service.ToolsAsync(Turn, run.Engine);
        if (isYes && run.Tools.Find(decided!.Tool) is { } chosen && chosen.Revision != decided.Revision)
        {
            // What the person said yes to is not what would run now.
            Log.ConfirmationRefused(run.Engine.Logger, Turn.ConversationId);
            Turn.Reply(run.Texts.ConfirmationClosed);
            return;
        }

        run.Clients = ModelClients.Resolve(Turn.Services, Options.Clients, run.Tenant);
        if (!await ReadAsync())
        {
            return;
        }

        Resume(isRepeated, decided, isYes);
        LoopEnd end = await RunLoopAsync();
        await notice.StopAsync();
        _report.Close(end);
    }

    private bool WantsColleague()
    {
        string words = Words.Padded(Turn.Text);
        return run.Service.HandOffPhrases.Any(phrase => words.Contains(phrase, StringComparison.Ordinal));
    }

    private bool IsPersonOverLimit()
    {
        UsageLimit limit = run.Engine.Options.PerPersonAndDay;
        return run.Person.Tokens >= limit.Tokens || (limit.Cost is { } cost && run.Person.Cost >= cost);
    }

    /// <summary>Puts the prompt together. False: nothing can be read, and the person has been told.</summary>
    private async ValueTask<bool> ReadAsync()
    {
        ReadMessages read = await run.Engine.Media.ReadAsync(Turn, Turn.Messages, Options, run.Mark);
        if (read.Contents.Count == 0)
        {
            if (read.Refusal is { } refusal && Turn.Message.Body is not (ReactionBody or SystemBody or RevokeBody))
            {
                Turn.Reply(refusal);
            }

            Turn.Decision = $"{Turn.Decision}; not answered: nothing that can be read";
            return false;
        }

        await _report.FillGapAsync();
        List<Fact> facts = await run.Engine.FindFactsAsync(Turn);
        StablePrompt stable = run.Service.Prompt(run.Engine.Options, run.Tenant);
        run.Hosts = HostsWith(stable, facts);
        run.Forbidden = stable.Forbidden;
        run.IsUntrusted |= read.IsUntrusted
            || run.Service.Hosted.Count > 0
            || run.Memory.WasUntrusted
            || run.Memory.Turns.Exists(turn => turn.IsUntrusted)
            || facts.Exists(fact => !fact.IsTrusted);
        run.Prefix = PromptWriter.Prefix(stable, run.Memory);
        run.UserText = read.Text;
        if (PromptWriter.Context(facts, Options.ContactState?.Invoke(Turn), run.Mark) is { } context)
        {
            read.Contents.Insert(0, new TextContent(context));
        }

        run.Messages.Add(new ChatMessage(ChatRole.User, read.Contents));
        run.ThreadId = Options.ServerSideHistory ? run.Memory.ThreadId : null;
        return true;
    }

    private static IReadOnlySet<string> HostsWith(StablePrompt stable, List<Fact> facts)
    {
        List<string> more = [.. facts.Where(fact => fact.IsTrusted).SelectMany(fact => StablePrompt.HostsIn(fact.Text)).OfType<string>()];
        return more.Count == 0 ? stable.Hosts : stable.Hosts.Concat(more).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Goes on where an earlier life of the turn stopped, or with the call that the person has just decided about.</summary>
    private void Resume(bool isRepeated, PendingCall? decided, bool isYes)
    {
        if (isRepeated)
        {
            run.ConfirmedToken = run.Ledger.Calls.Find(call => call.Token is not null)?.Token;
            run.Messages.AddRange(run.Ledger.Said());
            return;
        }

        if (decided is null)
        {
            return;
        }

        run.IsUntrusted |= decided.IsUntrusted;
        run.Messages.Add(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(decided.Token, decided.Tool, CallArguments.Read(decided.Arguments)) { InformationalOnly = !isYes }]));
        if (isYes)
        {
            run.ConfirmedToken = decided.Token;
        }
        else
        {
            run.Messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(decided.Token, ToolResult.Rejected)]));
        }
    }

    private async ValueTask<LoopEnd> RunLoopAsync()
    {
        var desk = new ToolDesk(run, new ToolRunner(run.Engine.Logger), confirmations, run.Engine.Logger);
        var loop = new ToolLoop(run, run.Engine.Caller, desk, run.Engine.Logger);
        using var late = new CancellationTokenSource(Options.TimeBudget, Turn.Clock);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(late.Token, Turn.CancellationToken);
        try
        {
            return await loop.RunAsync(budget.Token);
        }
        catch (ModelUnavailableException)
        {
            Log.NoModelAnswered(run.Engine.Logger, run.Service.Name);
            return new LoopEnd(LoopEndKind.Unavailable);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !Turn.CancellationToken.IsCancellationRequested)
        {
            Log.NoModelAnswered(run.Engine.Logger, run.Service.Name);
            return new LoopEnd(LoopEndKind.Unavailable);
        }
    }
}
