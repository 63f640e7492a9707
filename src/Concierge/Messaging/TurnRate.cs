namespace Concierge.Messaging;

/// <summary>How many turns a person has left, as of a time, and whether the person was told.</summary>
internal sealed record TurnRate(double Left, DateTimeOffset At, bool IsTold);
