namespace Concierge.Forms.Parsing;

/// <summary>A time as it was read.</summary>
/// <param name="Time">The time.</param>
/// <param name="IsExact">False when "8" may as well mean the evening.</param>
internal readonly record struct ReadTime(TimeOnly Time, bool IsExact);
