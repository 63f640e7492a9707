namespace Concierge.Channels.Http;

/// <summary>What is known about a request.</summary>
public enum ProviderOutcome
{
    /// <summary>The provider answered with a status; the answer may still be unreadable.</summary>
    Answered,

    /// <summary>Certainly not sent: no address, no connection, no TLS.</summary>
    NotSent,

    /// <summary>It may have had its effect: the body was on its way when the time was up or the connection broke.</summary>
    Unknown,
}
