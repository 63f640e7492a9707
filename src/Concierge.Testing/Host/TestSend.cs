namespace Concierge.Testing;

/// <summary>A request that reached the provider.</summary>
/// <param name="At">When, by the virtual clock.</param>
/// <param name="Attempt">The attempt, with its recipient.</param>
/// <param name="Message">What was to be sent.</param>
/// <param name="Result">What the provider answered.</param>
public sealed record TestSend(DateTimeOffset At, SendAttempt Attempt, OutboundMessage Message, SendResult Result);
