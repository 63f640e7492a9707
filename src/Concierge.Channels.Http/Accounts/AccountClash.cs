namespace Concierge.Channels.Http;

/// <summary>What two accounts of a channel share though they must not.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Advice">A sentence that says what to do.</param>
public sealed record AccountClash(string Setting, string Advice);
