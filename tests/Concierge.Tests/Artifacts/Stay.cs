namespace Concierge.Tests.Artifacts;

internal sealed record Stay(string Room, int Nights);
