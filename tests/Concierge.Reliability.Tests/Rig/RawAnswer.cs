namespace Concierge.Reliability.Tests.Rig;

/// <summary>What became of a request that no well-behaved client sends.</summary>
/// <param name="Status">The answer's status; null when the connection was ended without one.</param>
/// <param name="BytesTaken">How many bytes of the body could be written before the host stopped taking them.</param>
internal sealed record RawAnswer(int? Status, long BytesTaken);
