namespace Concierge.Reliability.Tests.Rig;

/// <summary>What the outside world saw happen.</summary>
internal enum LedgerKind
{
    /// <summary>A message webhook was put on the wire, for the first time or again.</summary>
    Posted,

    /// <summary>The host answered 200: from here on the message must not be lost.</summary>
    Acknowledged,

    /// <summary>The host answered something else, or nothing.</summary>
    Refused,

    /// <summary>The provider received a send request.</summary>
    Attempted,

    /// <summary>The person received the message: the send's effect.</summary>
    Applied,

    /// <summary>The provider's answer to a send request was written. The host may have died before it read it.</summary>
    Answered,

    /// <summary>The provider's answer was lost on purpose, or says nothing about the effect.</summary>
    AnswerLost,

    /// <summary>The host took a delivery status.</summary>
    StatusAcknowledged,

    /// <summary>A host process was started.</summary>
    HostStarted,

    /// <summary>The host said that it is ready.</summary>
    HostReady,

    /// <summary>The host process ended without being asked to: killed, or died.</summary>
    HostDied,

    /// <summary>The host was asked to stop.</summary>
    HostAsked,

    /// <summary>The host stopped after it was asked to.</summary>
    HostStopped,
}
