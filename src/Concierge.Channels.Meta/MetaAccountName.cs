namespace Concierge.Channels.Meta;

/// <summary>An account that was registered in code.</summary>
internal sealed record MetaAccountName(string Name);
