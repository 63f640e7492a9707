namespace Concierge.Tests.Artifacts;

public sealed record Stay(string Room, int Nights);
