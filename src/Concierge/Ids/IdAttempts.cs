namespace Concierge.Ids;

/// <summary>Wrong codes.</summary>
/// <param name="Count">How many since it was last right or forgotten.</param>
/// <param name="At">The last one.</param>
/// <param name="LockedUntil">No code counts before, or null.</param>
internal sealed record IdAttempts(int Count, DateTimeOffset At, DateTimeOffset? LockedUntil);
