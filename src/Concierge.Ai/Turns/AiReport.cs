using Concierge.Ai.Confirmations;
using Concierge.Ai.Guard;
using Concierge.Ai.Guard.Numbers;
using Concierge.Ai.History;
using Concierge.Ai.Loop;
using Microsoft.Extensions.AI;

namespace Concierge.Ai.Turns;

/// <summary>The end of a turn: what the person reads and what is remembered.</summary>
internal sealed class AiReport(AiRun run)
{
    private static readonly TimeSpan RefusalInterval = TimeSpan.FromHours(1);

    private TurnContext Turn => run.Turn;

    private AiTexts Texts => run.Texts;

    /// <summary>The person asked for a person: nothing else is done.</summary>
    public void HandOff()
    {
        Turn.Reply(Texts.HandedOff);
        Turn.HandOff(Summary(TextSanitizer.Clean(Turn.Text)));
        Turn.Decision = $"{Turn.Decision}; handed off: asked for a person";
        Remember(HistoryCodec.Write(TextSanitizer.Clean(Turn.Text), [new ChatMessage(ChatRole.Assistant, Texts.HandedOff)], isUntrusted: false));
    }

    /// <summary>A limit is reached. The person hears of it at most once an hour.</summary>
    public void Refuse(string limit)
    {
        Log.LimitReached(run.Engine.Logger, run.Service.Name, limit);
        if (run.Service.IsHybrid)
        {
            FailOver();
            Turn.Decision = $"{Turn.Decision}; handed off: limit per {limit}";
            return;
        }

        DateTimeOffset now = Turn.Clock.GetUtcNow();
        if (run.Person.RefusedAt is not { } last || now - last >= RefusalInterval)
        {
            Turn.Reply(Texts.LimitReached);
            run.Person.RefusedAt = now;
        }

        run.Person.Save(Turn);
        Turn.Decision = $"{Turn.Decision}; not answered: limit per {limit}";
    }

    /// <summary>Adds what colleagues and other services have said to the history.</summary>
    public async ValueTask FillGapAsync()
    {
        if (await TranscriptGap.ReadAsync(Turn, run.Memory, run.Engine.Transcripts) is { } gap)
        {
            run.Memory.Turns.Add(gap);
        }
    }

    public void Close(LoopEnd end)
    {
        run.Person.Tokens += run.Usage.Tokens;
        run.Person.Cost += run.Usage.Cost;
        Say(end, out string? said);
        Turn.Decision = $"{Turn.Decision}; {end.Kind.ToString().ToLowerInvariant()}; {run.Usage}";
        run.Person.Save(Turn);
        IEnumerable<ChatMessage> messages = run.Messages.Where(message => message.Role != ChatRole.User);
        if (said is not null)
        {
            messages = messages.Append(new ChatMessage(ChatRole.Assistant, said));
        }

        Remember(HistoryCodec.Write(run.UserText, messages, run.IsUntrusted));
    }

    /// <param name="end">How the loop ended.</param>
    /// <param name="said">What was said that the model has not written itself, or null.</param>
    private void Say(LoopEnd end, out string? said)
    {
        foreach (string notice in run.Notices.Concat(run.Ledger.Calls.Select(call => call.Notice).OfType<string>()).Distinct())
        {
            Turn.Reply(notice);
        }

        foreach (OutboundMessage message in run.Ledger.Calls.SelectMany(call => call.Replies ?? []))
        {
            Turn.Reply(message);
        }

        said = null;
        switch (end.Kind)
        {
            case LoopEndKind.Answered:
                SayText(end.Text!, out said);
                run.Memory.Failures = 0;
                break;
            case LoopEndKind.Waiting when run.Forbidden.IsIn(end.Text!):
                // The arguments stand in the question. Nobody sees its buttons, so nothing comes of it.
                Log.ForbiddenText(run.Engine.Logger, run.Service.Name);
                said = Texts.GaveUp;
                Turn.Reply(said);
                break;
            case LoopEndKind.Waiting:
                Turn.Reply(end.Question!);
                said = end.Text;
                run.Memory.Failures = 0;
                break;
            case LoopEndKind.Ended:
                if (Turn.Replies.Count == 0 && end.Text is { } words)
                {
                    SayText(words, out said);
                }

                run.Memory.Failures = 0;
                break;
            case LoopEndKind.TooExpensive when end.Text != "turn":
                Refuse(end.Text!);
                break;
            default:
                if (run.Service.IsHybrid)
                {
                    said = FailOver();
                    break;
                }

                said = end.Kind == LoopEndKind.Unavailable ? Texts.Unavailable : Texts.GaveUp;
                Turn.Reply(said);
                run.Memory.Failures++;
                break;
        }

        RequestApprovals();
        HandOffIfAsked();
    }

    private void SayText(string text, out string? replaced)
    {
        AiServiceOptions options = run.Options;
        string safe = OutgoingText.Prepare(text, run.Hosts, options.GuardLinks, Texts.LinkRemoved, options.MaxReplyLength, out int removed);
        replaced = null;
        if (removed > 0)
        {
            Log.LinksRemoved(run.Engine.Logger, run.Service.Name, removed);
        }

        string? refusal = safe.Length == 0 ? Texts.GaveUp : null;
        if (run.Forbidden.IsIn(text))
        {
            Log.ForbiddenText(run.Engine.Logger, run.Service.Name);
            run.Unsay();
            refusal = Texts.GaveUp;
        }
        else if (GuardNumbers(safe) is { } guarded)
        {
            // What was not sent must not be a source later.
            run.Unsay();
            replaced = safe = guarded;
            refusal = options.GuardNumbers == NumberGuard.Block ? Texts.NumberRefused : null;
        }

        if (refusal is not null)
        {
            replaced = safe = run.Service.IsHybrid ? FailOver() : refusal;
            if (!run.Service.IsHybrid)
            {
                // The host's own sentences are WhatsApp's mark-up already.
                Turn.Reply(new TextMessage(safe));
            }

            return;
        }

        foreach (string part in options.Bubbles ? Bubbles.Split(safe) : [safe])
        {
            Turn.Reply(new TextMessage(part) { Markup = Channels.TextMarkup.Markdown });
        }
    }

    /// <summary>The answer without the sentences whose numbers stand in no source; null where it may be sent as it is.</summary>
    private string? GuardNumbers(string answer)
    {
        NumberGuard guard = run.Options.GuardNumbers;
        if (guard == NumberGuard.Off || NumberCheck.FindUnknown(answer, () => TurnFigures.Of(run)) is not { Count: > 0 } unknown)
        {
            return null;
        }

        Log.UnknownNumbers(run.Engine.Logger, run.Service.Name, unknown.Count);
        Turn.Decision = $"{Turn.Decision}; {unknown.Count} number(s) from no source";
        return guard == NumberGuard.Warn || TurnFigures.MayHoldMore(run) ? null : NumberCheck.Replace(answer, unknown, Texts.NumberRemoved);
    }

    /// <summary>A person answers instead of the model.</summary>
    private string FailOver()
    {
        run.Memory.Failures = 0;
        Turn.Reply(Texts.HandedOff);
        Turn.HandOff(Summary(run.UserText.Length > 0 ? run.UserText : Turn.Text));
        return Texts.HandedOff;
    }

    private void RequestApprovals()
    {
        foreach (LedgerCall call in run.Ledger.Calls.Where(call => call.ParkedAs is not null))
        {
            if (ConfirmationDesk.FindForOperator(Turn, call.ParkedAs!) is { } pending)
            {
                Approvals.Request(Turn, pending, run.Tools.Find(call.Name)?.Title ?? call.Name);
            }
        }
    }

    private void HandOffIfAsked()
    {
        if (run.Ledger.Calls.FindLast(call => call.IsHandedOff) is { } asked)
        {
            Turn.HandOff(asked.HandOffSummary ?? Summary(run.UserText));
        }
        else if (run.Options.HandOffAfterFailures > 0 && run.Memory.Failures >= run.Options.HandOffAfterFailures)
        {
            run.Memory.Failures = 0;
            Turn.Reply(Texts.HandedOff);
            Turn.HandOff(Summary(run.UserText));
        }
    }

    /// <summary>The last words of the person, and what was done for them.</summary>
    private string Summary(string text)
    {
        string done = string.Join(", ", run.Ledger.Calls.Where(call => call.State == CallState.Finished && !call.IsError).Select(call => call.Name).Distinct());
        string asked = TextSanitizer.Line(text, 400);
        return done.Length == 0 ? asked : $"{asked} (done: {done})";
    }

    /// <summary>What came of a colleague's decision: said, and remembered for the model.</summary>
    public void Decided(string said, IEnumerable<ChatMessage> messages)
    {
        foreach (string notice in run.Notices.Concat(run.Ledger.Calls.Select(call => call.Notice).OfType<string>()).Distinct())
        {
            Turn.Reply(notice);
        }

        foreach (OutboundMessage message in run.Ledger.Calls.SelectMany(call => call.Replies ?? []))
        {
            Turn.Reply(message);
        }

        if (!run.Ledger.Calls.Exists(call => call.Notice is not null))
        {
            Turn.Reply(said);
        }

        Remember(HistoryCodec.Write("[A colleague has decided about an action.]", messages.Append(new ChatMessage(ChatRole.Assistant, said)), run.IsUntrusted));
    }

    private void Remember(HistoryTurn turn)
    {
        AiMemory memory = run.Memory;
        memory.Turns.Add(turn);
        HistoryReducer.Reduce(memory, run.Options.MaxHistoryTokens);
        if (run.Options.ServerSideHistory)
        {
            memory.ThreadId = run.ThreadId;
            memory.WasUntrusted |= turn.IsUntrusted;
        }

        memory.Ordinal = Turn.Document.NextOrdinal;
        memory.Lines = Turn.Messages.Count + Turn.Replies.Count + (Turn.HasRepliedEarly ? 1 : 0);
        memory.Answered = [.. Turn.Messages.Select(message => message.Id).OfType<string>()];
        Turn.SetState(run.Service.MemoryName, memory, AiJson.Default.AiMemory);
        Turn.SetState(run.Service.LedgerName, null, AiJson.Default.TurnLedger);
    }
}
