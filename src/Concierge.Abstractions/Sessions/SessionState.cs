namespace Concierge;

/// <summary>How a visit to a service stands. Every state but the first is final.</summary>
public enum SessionState
{
    /// <summary>It goes on.</summary>
    Active = 0,

    /// <summary>The service has finished, or the person left it.</summary>
    Completed = 1,

    /// <summary>The person was silent for too long, or the service was switched off.</summary>
    Expired = 2,

    /// <summary>A person took over.</summary>
    HandedOff = 3,
}
