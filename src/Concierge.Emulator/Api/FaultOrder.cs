namespace Concierge.Emulator.Api;

/// <summary>A fault for the next calls of the provider's API.</summary>
/// <param name="Fault">One of <see cref="Phone.FaultQueue.Known"/>.</param>
/// <param name="Count">For how many calls; 1 when left out.</param>
/// <param name="RetryAfter">Seconds for the Retry-After header of <c>429</c>, or null.</param>
internal sealed record FaultOrder(string? Fault, int? Count, int? RetryAfter);
