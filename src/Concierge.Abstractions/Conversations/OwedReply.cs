using System.Text.Json.Serialization;

namespace Concierge;

/// <summary>A message that a committed turn owes and that the outbox has not finished with.</summary>
public sealed record OwedReply
{
    /// <summary>Its place in the transcript.</summary>
    public required long Ordinal { get; init; }

    /// <summary>What to send, already degraded to what the channel can do.</summary>
    public required OutboundMessage Message { get; init; }

    /// <summary>Bot or human.</summary>
    public required Author Author { get; init; }

    /// <summary>The colleague, or null.</summary>
    public string? By { get; init; }

    /// <summary>When the turn that owes it was committed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Pending, Sending or Held.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>Not before this time; null for now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>While an ambiguous attempt is reconciled: when waiting for its receipt ends. Else null.</summary>
    public DateTimeOffset? ReconcileUntil { get; init; }

    /// <summary>Tries that count towards the limit since it was owed or put back from the dead letters.</summary>
    public int Tries { get; init; }

    /// <summary>Said while the turn still ran (<see cref="TurnContext.ReplyEarlyAsync"/>): tried once, because later it would say nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEarly { get; init; }

    /// <summary>The attempts so far, the latest twenty of them.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];
}
