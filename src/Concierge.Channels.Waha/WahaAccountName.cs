namespace Concierge.Channels.Waha;

/// <summary>An account that was registered in code.</summary>
internal sealed record WahaAccountName(string Name);
