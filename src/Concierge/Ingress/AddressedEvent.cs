using Concierge.Channels;

namespace Concierge.Ingress;

/// <summary>An event and the account it belongs to.</summary>
internal readonly record struct AddressedEvent(IChannel Channel, ChannelEvent Event);
