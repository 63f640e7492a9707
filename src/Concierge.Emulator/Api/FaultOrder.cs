namespace Concierge.Emulator.Api;

/// <summary>A fault for the next calls of a provider's API.</summary>
/// <param name="Fault">One of the provider's <see cref="Phone.IEmulatedProvider.Faults"/>.</param>
/// <param name="Count">For how many calls; 1 when left out.</param>
/// <param name="RetryAfter">Seconds for the Retry-After header of <c>429</c>, or null.</param>
/// <param name="Line">On which line; the host's first when left out.</param>
internal sealed record FaultOrder(string? Fault, int? Count, int? RetryAfter, string? Line = null);
