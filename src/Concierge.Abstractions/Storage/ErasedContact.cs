namespace Concierge.Storage;

/// <summary>What is remembered of an address whose person was erased.</summary>
/// <param name="At">When.</param>
/// <param name="IsKeyKnown">Whether the deduplication key that was asked for had been seen.</param>
public sealed record ErasedContact(DateTimeOffset At, bool IsKeyKnown);
