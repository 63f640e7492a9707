namespace Concierge;

/// <summary>A session changed its state.</summary>
/// <param name="SessionId">Which session.</param>
/// <param name="Service">The service visited.</param>
/// <param name="State">The new state.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in a few words; or null.</param>
public sealed record SessionEvent(string SessionId, string Service, SessionState State, DateTimeOffset At, string? Reason = null);
