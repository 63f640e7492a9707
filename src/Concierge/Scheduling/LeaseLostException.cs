namespace Concierge.Scheduling;

/// <summary>Somebody else owns the conversation now: the lane ends without another word.</summary>
internal sealed class LeaseLostException : Exception;
