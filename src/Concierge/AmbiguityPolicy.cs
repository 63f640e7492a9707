namespace Concierge;

/// <summary>What to do when an attempt's outcome is unknown: a crash while it was on the wire, a time-out, a cut connection.</summary>
public enum AmbiguityPolicy
{
    /// <summary>
    /// Wait for the provider's receipt that carries our attempt id; without one, ask the provider where it can be asked; else send again.
    /// </summary>
    Reconcile = 0,

    /// <summary>Send again at once: never lost, may be repeated.</summary>
    Resend = 1,

    /// <summary>Hold the message for a person to decide: never repeated. A receipt releases it.</summary>
    HoldForHuman = 2,
}
