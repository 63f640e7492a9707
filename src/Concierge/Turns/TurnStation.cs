using System.Diagnostics;
using Concierge.Channels;
using Concierge.Contacts;
using Concierge.Messaging;
using Concierge.Outbox;
using Concierge.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Turns;

/// <summary>
/// Runs one turn: takes the next input (or burst) of a lane and changes the lane's document, transcript and owed replies.
/// Nothing is sent and nothing is saved here.
/// </summary>
internal sealed class TurnStation(
    TurnPipeline pipeline,
    ReceiptHandler receipts,
    HandoffHandler handoffs,
    CommandHandler commands,
    ContactMerger merger,
    TimerHandlers timers,
    IEnumerable<IDecisionHandler> deciders,
    ReplyWriter replies,
    EarlyReplies early,
    IServiceScopeFactory scopes,
    IOptions<ConciergeOptions> options,
    ConciergeStatistics statistics,
    ILogger<TurnStation> logger)
{
    public async ValueTask RunAsync(Lane lane, CancellationToken cancellationToken)
    {
        LaneInput first = lane.Peek()!;
        if (lane.IsHandled(first) || !BelongsHere(lane, first))
        {
            lane.Take();
            return;
        }

        if (ContactMerger.TryForward(lane, first))
        {
            return;
        }

        await HandleAsync(lane, first, cancellationToken);
        handoffs.Watch(lane);
    }

    private async ValueTask HandleAsync(Lane lane, LaneInput first, CancellationToken cancellationToken)
    {
        switch (first.Input)
        {
            case MessageReceived message when !lane.Id.IsAccount:
                await AnswerAsync(lane, TakeBurst(lane, message), first.Item.ReceivedAt, cancellationToken);
                break;
            case ReceiptReceived receipt:
                lane.Take();
                await receipts.HandleAsync(lane, receipt, cancellationToken);
                break;
            case HandoffReceived handoff:
                lane.Take();
                await handoffs.HandleAsync(lane, handoff);
                break;
            case TimerCommand due:
                lane.Take();
                await RunTimerAsync(lane, due, cancellationToken);
                break;
            case DecideCommand decision:
                lane.Take();
                await DecideAsync(lane, decision, cancellationToken);
                break;
            case ConversationCommand command:
                lane.Take();
                await commands.HandleAsync(lane, command, cancellationToken);
                break;
            case AccountNotice { AllowsMarketing: { } allows } notice when !lane.Id.IsAccount:
                lane.Take();
                lane.Document.Profile.RefusesMarketing = !allows;
                RecordOnly(lane, notice);
                break;
            default:
                lane.Take();
                RecordOnly(lane, first.Input!);
                break;
        }
    }

    /// <summary>An input of another account can only come from a correlation id that account made up: it has no effect here.</summary>
    private static bool BelongsHere(Lane lane, LaneInput input) =>
        input.Decoded!.Account is not { } account || account.ToString() == lane.Document.Account;

    /// <summary>The message and, when bursts are gathered, the texts that follow it directly.</summary>
    private List<MessageReceived> TakeBurst(Lane lane, MessageReceived first)
    {
        lane.Take();
        var burst = new List<MessageReceived> { first };
        if (options.Value.Debounce <= TimeSpan.Zero || !Debounce.CanWait(first))
        {
            return burst;
        }

        TakeFollowing(lane, burst);
        return burst;
    }

    /// <summary>Takes the texts and files that wait directly behind what was taken, as far as none of them is under suspicion.</summary>
    private static void TakeFollowing(Lane lane, List<MessageReceived> burst)
    {
        while (lane.Peek() is { Input: MessageReceived next } following
            && Debounce.CanWait(next)
            && following.Item.Failures == 0
            && following.Deaths <= 0
            && BelongsHere(lane, following))
        {
            lane.Take();
            burst.Add(next);
        }
    }

    private async ValueTask AnswerAsync(Lane lane, List<MessageReceived> messages, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        foreach (MessageReceived message in messages)
        {
            await merger.JoinAsync(lane, message, cancellationToken);
            Remember(lane.Document, message, receivedAt);
        }

        TurnContext turn = await RunAsync(lane, messages, receivedAt, pipeline.RunAsync, cancellationToken);
        var control = (TurnControl)turn.Control!;
        for (int i = 0; i < messages.Count; i++)
        {
            MessageReceived message = turn.IsConfidential ? Veil(messages[i]) : messages[i];
            lane.Record(ordinal => Line(lane, ordinal, message, Author.Contact) with { Decision = turn.Decision }, control.PlaceOf(i));
        }

        await ConcludeAsync(lane, turn, turn.Replies);
    }

    /// <summary>Runs what the timer was set for, unless it was taken back or set anew after it was raised.</summary>
    private async ValueTask RunTimerAsync(Lane lane, TimerCommand due, CancellationToken cancellationToken)
    {
        if (lane.Document.Timers.Find(timer => timer.Id == due.TimerId && timer.IsRaised) is not { } raised)
        {
            return;
        }

        lane.Document.Timers.Remove(raised);
        if (LaterSend.Read(raised) is { } send)
        {
            replies.OweUnasked(lane, send.Message, send.By);
            return;
        }

        if (!timers.TryGetHandler(raised.Handler, out ITimerHandler? handler))
        {
            Log.TimerHandlerMissing(logger, lane.Id, raised.Handler);
            return;
        }

        bool isBots = lane.Document.Handling == Handling.Bot;
        TurnContext turn = await RunAsync(lane, [], lane.Clock.GetUtcNow(), context => handler.HandleAsync(context, raised), cancellationToken);
        string? decision = isBots || turn.Replies.Count == 0 ? turn.Decision : "not said: a person handles the conversation";
        if (decision is not null)
        {
            lane.Record(ordinal => Line(lane, ordinal, due, Author.System) with { Decision = decision });
        }

        await ConcludeAsync(lane, turn, isBots ? turn.Replies : []);
    }

    private async ValueTask DecideAsync(Lane lane, DecideCommand decision, CancellationToken cancellationToken)
    {
        TurnContext turn = await RunAsync(lane, [], lane.Clock.GetUtcNow(), context => HandDownAsync(context, decision), cancellationToken);
        lane.Record(ordinal => Line(lane, ordinal, decision, Author.System) with { By = decision.By, Decision = turn.Decision });
        await ConcludeAsync(lane, turn, turn.Replies);
    }

    private async ValueTask HandDownAsync(TurnContext turn, DecideCommand decision)
    {
        foreach (IDecisionHandler handler in deciders)
        {
            if (await handler.TryHandleAsync(turn, decision))
            {
                return;
            }
        }

        turn.Decision = "no effect: nothing waits for this decision";
    }

    /// <summary>What a turn decided: owed replies, records, and the help desk's news.</summary>
    private async ValueTask ConcludeAsync(Lane lane, TurnContext turn, IReadOnlyList<OutboundMessage> answers)
    {
        await handoffs.SettleAsync(lane, turn);
        replies.Owe(lane, answers, Author.Bot, by: null);
        handoffs.Tell(lane, turn);
        if (turn.HandlingChanged && lane.Document.Handling == Handling.Human)
        {
            Log.HandoffRequested(logger, lane.Id);
        }
    }

    private async ValueTask<TurnContext> RunAsync(Lane lane, List<MessageReceived> messages, DateTimeOffset receivedAt, TurnDelegate run, CancellationToken cancellationToken)
    {
        using Activity? activity = ConciergeTelemetry.Source.StartActivity("concierge.turn");
        activity?.SetTag("concierge.conversation", lane.Id.Value);
        activity?.SetTag("concierge.account", lane.Document.Account);
        long started = lane.Clock.GetTimestamp();
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        using var timeout = new CancellationTokenSource(options.Value.TurnTimeout, lane.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var control = new TurnControl(lane, lane.TurnInput!, early, messages.Count, newer => TakeNewer(lane, messages, newer, receivedAt), cancellationToken);
        var turn = new TurnContext(lane.Document, [.. messages], lane.Channel, scope.ServiceProvider, lane.Clock, linked.Token) { ReceivedAt = receivedAt, Control = control };
        bool failed = true;
        try
        {
            await RunBoundedAsync(turn, run, cancellationToken);
            failed = false;
        }
        finally
        {
            control.Close();
            await control.EndAsync();
            statistics.Turn(failed, lane.Clock.GetElapsedTime(started));
        }

        control.Conclude();

        activity?.SetTag("concierge.decision", turn.Decision);
        return turn;
    }

    private static void TakeNewer(Lane lane, List<MessageReceived> messages, List<MessageReceived> newer, DateTimeOffset receivedAt)
    {
        TakeFollowing(lane, newer);
        foreach (MessageReceived message in newer)
        {
            Remember(lane.Document, message, receivedAt);
        }

        messages.AddRange(newer);
    }

    /// <summary>A handler that ignores its token is left behind: its turn has failed, and without a commit it has no effect.</summary>
    private async ValueTask RunBoundedAsync(TurnContext turn, TurnDelegate run, CancellationToken cancellationToken)
    {
        Task running = run(turn).AsTask();
        if (running.IsCompleted)
        {
            await running;
            return;
        }

        await running.WaitAsync(options.Value.TurnTimeout, turn.Clock, cancellationToken);
    }

    private static void Remember(ConversationDocument document, MessageReceived message, DateTimeOffset receivedAt)
    {
        document.InboundCount++;
        document.Group ??= message.Group;
        document.Contact = message.Group is null
            ? document.Contact.Merge(message.Sender)
            : document.Contact with { Addresses = [message.Group] };
        if (message.Body is SystemBody { NewAddress: { } changed })
        {
            document.Contact = document.Contact with { Addresses = [changed, .. document.Contact.Addresses.Where(address => address != changed)] };
        }

        if (message.ReplyTo is { } replyTo && message.Group is null && document.Contact.Addresses[0] != replyTo)
        {
            document.Contact = document.Contact with { Addresses = [replyTo, .. document.Contact.Addresses.Where(address => address != replyTo)] };
        }

        // Some providers tell no time; theirs is when it came.
        DateTimeOffset at = message.OccurredAt ?? receivedAt;
        if (document.LastInboundAt is not { } last || at >= last)
        {
            document.LastInboundAt = at;
            document.LastInboundId = message.Id ?? document.LastInboundId;
        }
    }

    private static MessageReceived Veil(MessageReceived message) => message with { Body = new TextBody("•••"), Raw = default };

    private static void RecordOnly(Lane lane, ConversationInput input) =>
        lane.Record(ordinal => Line(lane, ordinal, input, input is MessageReceived ? Author.Contact : Author.System));

    private static TranscriptEntry Line(Lane lane, long ordinal, ConversationInput input, Author author) => new()
    {
        Ordinal = ordinal,
        Author = author,
        RecordedAt = lane.Clock.GetUtcNow(),
        Input = input,
        Raw = RawPayload.ToKeep(input),
    };
}
