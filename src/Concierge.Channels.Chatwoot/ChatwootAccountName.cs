namespace Concierge.Channels.Chatwoot;

/// <summary>An account that was registered in code.</summary>
internal sealed record ChatwootAccountName(string Name);
