namespace Concierge.Channels.Waha.Outbound;

/// <summary>A message as one HTTP call.</summary>
internal sealed record OutboundCall(HttpMethod Method, string Path, ReadOnlyMemory<byte> Json);
