using Concierge.Outbox;

namespace Concierge.Scheduling;

/// <summary>How far a lane is with its next send: claimed, or what it waits for.</summary>
internal sealed class NextSend
{
    /// <summary>The reply whose attempt is recorded by the next commit and made after it.</summary>
    public OwedReply? Claimed { get; set; }

    /// <summary>The next reply cannot be claimed before this time; null when none waits for time.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>A slot of the account's pace that this lane has reserved.</summary>
    public DateTimeOffset? ReservedSlot { get; set; }

    /// <summary>This lane may have a send on the wire.</summary>
    public bool HoldsPermit { get; set; }

    /// <summary>The next reply waits for another send to end.</summary>
    public bool AwaitsPermit { get; set; }

    /// <summary>It goes out as soon as a short wait is over.</summary>
    public bool IsNear => Claimed is not null || AwaitsPermit || ReservedSlot is not null;

    /// <summary>Forgets what the last claim found. What was reserved stays reserved.</summary>
    public void ClearClaim()
    {
        Claimed = null;
        NotBefore = null;
        AwaitsPermit = false;
    }
}
