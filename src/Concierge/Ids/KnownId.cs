namespace Concierge.Ids;

/// <summary>A code that was right.</summary>
/// <param name="At">When.</param>
/// <param name="Subject">Whom it stands for, or null.</param>
internal sealed record KnownId(DateTimeOffset At, string? Subject);
