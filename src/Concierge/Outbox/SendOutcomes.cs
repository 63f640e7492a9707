using Concierge.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Outbox;

/// <summary>What an attempt's outcome means for its reply, its person and its account.</summary>
internal sealed class SendOutcomes(
    ReplyLedger ledger,
    IIdSource ids,
    IOptions<ConciergeOptions> options,
    ILogger<SendOutcomes> logger)
{
    /// <summary>How many attempts of one reply are remembered.</summary>
    public const int RememberedAttempts = 20;

    private const double Jitter = 0.1;

    /// <summary>WhatsApp allows about one message per six seconds to one person after its pair limit was hit.</summary>
    private static readonly TimeSpan PairInterval = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan MaxPairInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PairMemory = TimeSpan.FromHours(1);

    /// <summary>How often refused credentials are tried again, so that a renewed token is found soon.</summary>
    private static readonly TimeSpan CredentialsPause = TimeSpan.FromSeconds(4);

    private OutboxOptions Options => options.Value.Outbox;

    public void Record(Lane lane, OwedReply reply, SendResult result, AccountGate gate)
    {
        DateTimeOffset now = lane.Clock.GetUtcNow();
        OwedReply tried = Finish(lane, reply, ConciergeTelemetry.Outcome(result), result, now);
        switch (result)
        {
            case SendAccepted accepted:
                Pace(lane.Document, now);
                ledger.Complete(lane, tried, DeliveryStatus.Accepted, accepted.ProviderMessageId);
                break;
            case SendRejected rejected:
                ReplyLedger.HeedOptOut(lane, rejected.Reason);
                if (tried.IsEarly)
                {
                    ledger.Withdraw(lane, tried, rejected.Code ?? rejected.Reason.ToString());
                    break;
                }

                ledger.Fail(lane, tried, rejected.Reason, rejected.Code);
                break;
            case SendRetry retry:
                Retry(lane, tried, retry, gate, now);
                if (tried.IsEarly && lane.Document.Owed.Find(owed => owed.Ordinal == tried.Ordinal) is { } waiting)
                {
                    ledger.Withdraw(lane, waiting, retry.Code ?? "late");
                }

                break;
            default:
                Ambiguous(lane, tried, now);
                break;
        }
    }

    /// <summary>The process died, or its commit was lost, while the attempt was on the wire.</summary>
    public void Interrupted(Lane lane, OwedReply reply)
    {
        DateTimeOffset now = lane.Clock.GetUtcNow();
        Ambiguous(lane, Finish(lane, reply, "interrupted", null, now), now);
    }

    /// <summary>While the process was away no receipt could come in: a wait for one that began before begins again.</summary>
    public void WaitAgain(Lane lane, OwedReply reply, DateTimeOffset startedAt)
    {
        DateTimeOffset until = startedAt + Options.ReconcileWait;
        if (reply.Attempts[^1].FinishedAt < startedAt && reply.ReconcileUntil < until)
        {
            Replace(lane, reply with { NotBefore = until, ReconcileUntil = until });
        }
    }

    private static OwedReply Finish(Lane lane, OwedReply reply, string outcome, SendResult? result, DateTimeOffset now)
    {
        AttemptRecord finished = reply.Attempts[^1] with
        {
            FinishedAt = now,
            Outcome = outcome,
            Code = result switch
            {
                SendRejected rejected => rejected.Code,
                SendRetry retry => retry.Code,
                _ => null,
            },
            Detail = result switch
            {
                SendRejected rejected => rejected.Detail,
                SendRetry retry => retry.Detail,
                SendAmbiguous ambiguous => ambiguous.Detail,
                _ => null,
            },
        };
        OwedReply tried = reply with
        {
            Status = DeliveryStatus.Pending,
            Tries = reply.Tries + 1,
            Attempts = [.. reply.Attempts.Take(reply.Attempts.Count - 1), finished],
        };
        Replace(lane, tried);
        return tried;
    }

    private void Retry(Lane lane, OwedReply reply, SendRetry retry, AccountGate gate, DateTimeOffset now)
    {
        DateTimeOffset at = now + Delay(reply, retry.After);
        switch (retry.Scope)
        {
            case RetryScope.Credentials:
                Log.CredentialsRefused(logger, lane.Document.Account, retry.Code);
                gate.PauseUntil(now + CredentialsPause);
                Replace(lane, reply with { Tries = reply.Tries - 1, NotBefore = now + CredentialsPause });
                return;
            case RetryScope.Account:
                gate.PauseUntil(at);
                Replace(lane, reply with { Tries = reply.Tries - 1, NotBefore = at });
                return;
            case RetryScope.Recipient:
                at = SlowDown(lane.Document, retry.After, now);
                Replace(lane, reply with { Tries = reply.Tries - 1, NotBefore = at });
                return;
        }

        if (reply.Tries >= Options.MaxAttempts)
        {
            ledger.Fail(lane, reply, RejectReason.Other, retry.Code ?? "too many attempts");
            return;
        }

        Replace(lane, reply with { NotBefore = at });
    }

    private void Ambiguous(Lane lane, OwedReply reply, DateTimeOffset now)
    {
        if (reply.IsEarly)
        {
            // Whether it arrived or not: the answer must not wait for it.
            ledger.Withdraw(lane, reply, "unknown");
            return;
        }

        if (Options.Ambiguity == AmbiguityPolicy.HoldForHuman)
        {
            ledger.Hold(lane, reply);
            return;
        }

        if (reply.Tries >= Options.MaxAttempts)
        {
            ledger.Fail(lane, reply, RejectReason.Other, "too many attempts");
            return;
        }

        bool reconcile = Options.Ambiguity == AmbiguityPolicy.Reconcile && lane.Channel.Capabilities.EchoesAttemptId;
        DateTimeOffset at = now + (reconcile ? Options.ReconcileWait : Delay(reply, null));
        Replace(lane, reply with { NotBefore = at, ReconcileUntil = reconcile ? at : null });
    }

    /// <summary>Never before the time the provider asked for, and at most a tenth later.</summary>
    private TimeSpan Delay(OwedReply reply, TimeSpan? asked)
    {
        TimeSpan wait = asked is { } after && after > TimeSpan.Zero
            ? after
            : Options.FirstRetryDelay * Math.Pow(2, Math.Clamp(reply.Tries - 1, 0, 30));
        wait = wait < Options.MaxRetryDelay ? wait : Options.MaxRetryDelay;
        return wait * (1 + (ids.NextDouble() * Jitter));
    }

    private static DateTimeOffset SlowDown(ConversationDocument document, TimeSpan? asked, DateTimeOffset now)
    {
        TimeSpan interval = document.PaceInterval is { } last ? last * 2 : PairInterval;
        interval = interval < MaxPairInterval ? interval : MaxPairInterval;
        document.PaceInterval = asked > interval ? asked.Value : interval;
        document.PacedUntil = now + document.PaceInterval;
        return document.PacedUntil.Value;
    }

    private static void Pace(ConversationDocument document, DateTimeOffset now)
    {
        if (document.PacedUntil is { } until && now - until > PairMemory)
        {
            document.PaceInterval = null;
            document.PacedUntil = null;
        }
        else if (document.PaceInterval is { } interval)
        {
            document.PacedUntil = now + interval;
        }
    }

    private static void Replace(Lane lane, OwedReply reply)
    {
        int index = lane.Document.Owed.FindIndex(owed => owed.Ordinal == reply.Ordinal);
        lane.Document.Owed[index] = reply;
        lane.MarkDirty();
    }
}
