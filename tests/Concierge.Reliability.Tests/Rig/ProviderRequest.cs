namespace Concierge.Reliability.Tests.Rig;

/// <summary>A send request as the provider sees it.</summary>
/// <param name="Number">How many requests came before it.</param>
/// <param name="To">The recipient.</param>
/// <param name="Text">The text.</param>
/// <param name="Attempt">The host's id of the attempt.</param>
internal sealed record ProviderRequest(int Number, string To, string Text, string Attempt);
