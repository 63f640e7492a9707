namespace Concierge.Samples.Scenarios;

/// <summary>A text to be written.</summary>
public sealed record PostOrder(Platform Platform, PostLength Length, Tone Tone, string Topic);
