using System.Diagnostics;
using System.Diagnostics.Metrics;
using Concierge.Storage;

namespace Concierge;

/// <summary>Counters since start, for health, metrics and tests. No label holds anything personal.</summary>
internal sealed class ConciergeStatistics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _webhookMeter;
    private readonly Counter<long> _inputMeter;
    private readonly Counter<long> _turnMeter;
    private readonly Counter<long> _sendMeter;
    private readonly Histogram<double> _turnDuration;
    private long _webhooks;
    private long _rejected;
    private long _refused;
    private long _appended;
    private long _duplicates;
    private long _unknownAccount;
    private long _expired;
    private long _notUnderstood;
    private long _foreignReceipts;
    private long _turns;
    private long _failedTurns;
    private long _quarantined;
    private long _sends;
    private long _accepted;
    private int _activeLanes;

    public ConciergeStatistics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(ConciergeTelemetry.Name) ?? new Meter(ConciergeTelemetry.Name);
        _webhookMeter = _meter.CreateCounter<long>("concierge.webhooks", description: "Webhooks by verdict.");
        _inputMeter = _meter.CreateCounter<long>("concierge.inputs", description: "Inputs by what became of them.");
        _turnMeter = _meter.CreateCounter<long>("concierge.turns", description: "Turns by outcome.");
        _sendMeter = _meter.CreateCounter<long>("concierge.sends", description: "Send attempts by outcome.");
        _turnDuration = _meter.CreateHistogram<double>("concierge.turn.duration", "s", "Time of a turn's pipeline.");
        _meter.CreateObservableGauge("concierge.lanes.active", () => Volatile.Read(ref _activeLanes), description: "Conversations being handled.");
    }

    public int ActiveLanes => Volatile.Read(ref _activeLanes);

    public void WebhookRejected()
    {
        Interlocked.Increment(ref _webhooks);
        Interlocked.Increment(ref _rejected);
        _webhookMeter.Add(1, new KeyValuePair<string, object?>("verdict", "rejected"));
    }

    public void WebhookAccepted(bool stored)
    {
        Interlocked.Increment(ref _webhooks);
        if (!stored)
        {
            Interlocked.Increment(ref _refused);
        }

        _webhookMeter.Add(1, new KeyValuePair<string, object?>("verdict", stored ? "stored" : "refused"));
    }

    public void Appended(AppendResult result)
    {
        Interlocked.Add(ref _appended, result.Appended);
        Interlocked.Add(ref _duplicates, result.Duplicates);
        if (_inputMeter.Enabled)
        {
            _inputMeter.Add(result.Appended, new KeyValuePair<string, object?>("result", "appended"));
            _inputMeter.Add(result.Duplicates, new KeyValuePair<string, object?>("result", "duplicate"));
        }
    }

    public void UnknownAccount() => Count(ref _unknownAccount, "unknown_account");

    public void Expired() => Count(ref _expired, "expired");

    public void NotUnderstood() => Count(ref _notUnderstood, "not_understood");

    public void ForeignReceipt() => Count(ref _foreignReceipts, "foreign_receipt");

    public void Turn(bool failed, TimeSpan duration)
    {
        Interlocked.Increment(ref failed ? ref _failedTurns : ref _turns);
        _turnMeter.Add(1, new KeyValuePair<string, object?>("outcome", failed ? "failed" : "committed"));
        _turnDuration.Record(duration.TotalSeconds);
    }

    public void Quarantined()
    {
        Interlocked.Increment(ref _quarantined);
        _turnMeter.Add(1, new KeyValuePair<string, object?>("outcome", "quarantined"));
    }

    public void Sent(SendResult result)
    {
        Interlocked.Increment(ref _sends);
        if (result is SendAccepted)
        {
            Interlocked.Increment(ref _accepted);
        }

        _sendMeter.Add(1, new KeyValuePair<string, object?>("outcome", ConciergeTelemetry.Outcome(result)));
    }

    public void LaneStarted() => Interlocked.Increment(ref _activeLanes);

    public void LaneEnded() => Interlocked.Decrement(ref _activeLanes);

    public IReadOnlyDictionary<string, long> Snapshot() => new Dictionary<string, long>
    {
        ["webhooks"] = Volatile.Read(ref _webhooks),
        ["webhooksRejected"] = Volatile.Read(ref _rejected),
        ["webhooksRefused"] = Volatile.Read(ref _refused),
        ["inputs"] = Volatile.Read(ref _appended),
        ["duplicates"] = Volatile.Read(ref _duplicates),
        ["unknownAccount"] = Volatile.Read(ref _unknownAccount),
        ["expired"] = Volatile.Read(ref _expired),
        ["notUnderstood"] = Volatile.Read(ref _notUnderstood),
        ["foreignReceipts"] = Volatile.Read(ref _foreignReceipts),
        ["turns"] = Volatile.Read(ref _turns),
        ["failedTurns"] = Volatile.Read(ref _failedTurns),
        ["quarantined"] = Volatile.Read(ref _quarantined),
        ["sends"] = Volatile.Read(ref _sends),
        ["sendsAccepted"] = Volatile.Read(ref _accepted),
        ["activeConversations"] = ActiveLanes,
    };

    public void Dispose() => _meter.Dispose();

    private void Count(ref long counter, string result)
    {
        Interlocked.Increment(ref counter);
        _inputMeter.Add(1, new KeyValuePair<string, object?>("result", result));
    }
}
