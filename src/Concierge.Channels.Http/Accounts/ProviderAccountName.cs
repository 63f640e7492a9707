namespace Concierge.Channels.Http;

/// <summary>An account that was registered in code.</summary>
internal sealed record ProviderAccountName<TOptions>(string Name);
