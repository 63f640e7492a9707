namespace Concierge.Channels.Http;

/// <summary>The address of a file is one that must not be contacted. Not worth a retry.</summary>
internal sealed class BlockedAddressException() : IOException("The address is not public.");
