using System.Diagnostics;
using Concierge.Channels;
using Concierge.Messaging;
using Concierge.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Outbox;

/// <summary>
/// Sends what a conversation owes, in order. An attempt is recorded by the commit before it is made; only the first owed
/// reply is ever on the wire.
/// </summary>
internal sealed class OutboxStation(
    AccountGates gates,
    SendOutcomes outcomes,
    OutboundPolicy policy,
    ReplyLedger ledger,
    IOptions<ConciergeOptions> options,
    ConciergeStatistics statistics,
    TimeProvider clock,
    ILogger<OutboxStation> logger)
{
    /// <summary>How long a lane may wait for its turn in the account's pace; longer waits end the lease.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly SemaphoreSlim _permits = new(options.Value.Outbox.MaxSendsInFlight);

    /// <summary>What was on the wire when a process died is known only to the provider.</summary>
    public void Recover(Lane lane)
    {
        if (lane.Document.Owed is [{ Status: DeliveryStatus.Sending, Attempts: [.., { Outcome: null }] } interrupted, ..])
        {
            outcomes.Interrupted(lane, interrupted);
        }
        else if (lane.Document.Owed is [{ ReconcileUntil: not null } waiting, ..])
        {
            outcomes.WaitAgain(lane, waiting, _startedAt);
        }
    }

    /// <summary>Claims the next reply, if one may be sent now: the next commit records the attempt.</summary>
    public void Claim(Lane lane)
    {
        lane.NextSend.ClearClaim();
        while (lane.Document.Owed is [var next, ..] && !MayStillBeSent(lane, next))
        {
            // It is not owed any more; the next one may be.
        }

        if (lane.Document.Owed.Count == 0 || lane.HasInputBeforeSends || lane.GivesWay)
        {
            return;
        }

        DateTimeOffset now = lane.Clock.GetUtcNow();
        OwedReply reply = lane.Document.Owed[0];
        AccountGate gate = gates.Find(lane.Channel);
        DateTimeOffset due = Latest(reply.NotBefore, lane.Document.PacedUntil, gate.PausedUntil);
        if (due > now)
        {
            lane.NextSend.ReservedSlot = null;
            lane.PostponeSend(due);
            return;
        }

        if (!lane.NextSend.HoldsPermit && !(lane.NextSend.HoldsPermit = _permits.Wait(0)))
        {
            lane.NextSend.AwaitsPermit = true;
            return;
        }

        if (HasSlot(lane, gate, now))
        {
            lane.NextSend.Claimed = Begin(lane, reply, now);
        }
    }

    /// <summary>Makes the claimed attempt and records its outcome for the next commit; or waits for what kept the claim from being made.</summary>
    /// <exception cref="LeaseLostException">Nobody can say any more whether the conversation is this process's.</exception>
    public async ValueTask SendAsync(Lane lane, CancellationToken cancellationToken)
    {
        if (lane.NextSend.Claimed is { } reply)
        {
            lane.NextSend.Claimed = null;
            Record(lane, reply, await AttemptAsync(lane, reply, cancellationToken));
            lane.HasSent = true;
        }
        else if (lane.NextSend.AwaitsPermit)
        {
            await _permits.WaitAsync();
            lane.NextSend.HoldsPermit = true;
        }
        else if (lane.NextSend.ReservedSlot is { } slot)
        {
            TimeSpan wait = slot - lane.Clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, lane.Clock, cancellationToken);
            }
        }
    }

    /// <summary>Gives the permit back.</summary>
    public void Release(Lane lane)
    {
        if (lane.NextSend.HoldsPermit)
        {
            lane.NextSend.HoldsPermit = false;
            _permits.Release();
        }
    }

    /// <summary>What was allowed when it was owed may not be any more: the person opted out, or the time for free messages is over.</summary>
    private bool MayStillBeSent(Lane lane, OwedReply reply)
    {
        if (reply.Author == Author.Bot && policy.Refusal(lane.Document.Profile, reply.Message.Purpose) is { } reason)
        {
            ledger.Withdraw(lane, reply, reason);
            return false;
        }

        // An attempt that is being looked into is not a new message.
        if (reply.ReconcileUntil > lane.Clock.GetUtcNow() || !policy.IsWindowClosed(lane, reply.Message))
        {
            return true;
        }

        if (reply.IsEarly)
        {
            ledger.Withdraw(lane, reply, nameof(RejectReason.WindowClosed));
            return false;
        }

        if (reply.Message.OutsideWindow is not { } template)
        {
            ledger.Fail(lane, reply, RejectReason.WindowClosed, code: null);
            return false;
        }

        ledger.Replace(lane, reply, template with { Purpose = reply.Message.Purpose });
        return true;
    }

    private static bool HasSlot(Lane lane, AccountGate gate, DateTimeOffset now)
    {
        if (lane.NextSend.ReservedSlot is null)
        {
            (bool reserved, DateTimeOffset at) = gate.Reserve(now, Patience);
            if (!reserved)
            {
                lane.PostponeSend(at);
                return false;
            }

            lane.NextSend.ReservedSlot = at;
        }

        if (lane.NextSend.ReservedSlot > now)
        {
            return false;
        }

        lane.NextSend.ReservedSlot = null;
        return true;
    }

    private static OwedReply Begin(Lane lane, OwedReply reply, DateTimeOffset now)
    {
        int number = reply.Attempts.Count == 0 ? 1 : reply.Attempts[^1].Number + 1;
        var attempt = new AttemptRecord
        {
            Number = number,
            AttemptId = new AttemptId(lane.Id, reply.Ordinal, number).ToString(),
            StartedAt = now,
        };
        OwedReply begun = reply with
        {
            Status = DeliveryStatus.Sending,
            NotBefore = null,
            ReconcileUntil = null,
            Attempts = [.. reply.Attempts.TakeLast(SendOutcomes.RememberedAttempts - 1), attempt],
        };
        lane.Document.Owed[0] = begun;
        lane.MarkDirty();
        return begun;
    }

    /// <summary>Makes an attempt that the last commit has recorded. Its outcome is for <see cref="Record"/>.</summary>
    /// <exception cref="LeaseLostException">Nobody can say any more whether the conversation is this process's.</exception>
    public async ValueTask<SendResult> AttemptAsync(Lane lane, OwedReply reply, CancellationToken cancellationToken)
    {
        if (!lane.Hold.IsSure)
        {
            // This process stood still after the commit: by now another may have sent what was claimed here.
            throw new LeaseLostException();
        }

        SendResult result = await MakeAsync(lane, reply, cancellationToken);
        Release(lane);
        statistics.Sent(result);
        return result;
    }

    /// <summary>Notes an attempt's outcome for the next commit.</summary>
    public void Record(Lane lane, OwedReply reply, SendResult result)
    {
        outcomes.Record(lane, reply, result, gates.Find(lane.Channel));
        lane.HasOutcome = true;
    }

    private async ValueTask<SendResult> MakeAsync(Lane lane, OwedReply reply, CancellationToken cancellationToken)
    {
        AttemptRecord record = reply.Attempts[^1];
        using Activity? activity = ConciergeTelemetry.Source.StartActivity("concierge.send", ActivityKind.Client);
        activity?.SetTag("concierge.conversation", lane.Id.Value);
        activity?.SetTag("concierge.attempt", record.Number);
        TimeSpan limit = options.Value.Outbox.SendTimeout;
        using var timeout = new CancellationTokenSource(limit, lane.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        SendResult result;
        try
        {
            var attempt = new SendAttempt(record.AttemptId, lane.Document.Contact, record.Number);
            Task<SendResult> sending = SendOnceAsync(lane, reply, attempt, linked.Token).AsTask();
            result = sending.IsCompleted ? await sending : await sending.WaitAsync(limit, lane.Clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException)
        {
            result = SendResult.Ambiguous("The provider did not answer in time.");
        }
        catch (Exception failure)
        {
            Log.ChannelThrew(logger, lane.Id, failure);
            result = SendResult.Ambiguous("The channel failed while sending.");
        }

        activity?.SetTag("concierge.outcome", ConciergeTelemetry.Outcome(result));
        return result;
    }

    /// <summary>Sends, unless an earlier attempt whose outcome is unknown turns out to have arrived.</summary>
    private async ValueTask<SendResult> SendOnceAsync(Lane lane, OwedReply reply, SendAttempt attempt, CancellationToken cancellationToken)
    {
        if (options.Value.Outbox.Ambiguity == AmbiguityPolicy.Reconcile && lane.Channel is ISendLookup lookup)
        {
            foreach (AttemptRecord earlier in reply.Attempts.Where(record => record.Outcome is "ambiguous" or "interrupted"))
            {
                SendAttempt made = attempt with { AttemptId = earlier.AttemptId, Number = earlier.Number };
                if (await lookup.FindSentAsync(reply.Message, made, earlier.StartedAt, cancellationToken) is { } known)
                {
                    return known;
                }
            }
        }

        return await lane.Channel.SendAsync(reply.Message, attempt, cancellationToken);
    }

    private static DateTimeOffset Latest(DateTimeOffset? a, DateTimeOffset? b, DateTimeOffset c)
    {
        DateTimeOffset latest = c;
        if (a > latest)
        {
            latest = a.Value;
        }

        return b > latest ? b.Value : latest;
    }
}
