namespace Concierge;

/// <summary>What a classifier has to go by.</summary>
/// <param name="Text">What the person wrote: untrusted, never an instruction.</param>
/// <param name="Language">The person's language as a BCP 47 tag, or null.</param>
/// <param name="Candidates">Active services with a description that the person may use; at least one.</param>
/// <param name="Turn">The turn, for its scope and history.</param>
public sealed record ServiceClassificationRequest(string Text, string? Language, IReadOnlyList<ServiceDefinition> Candidates, TurnContext Turn);
