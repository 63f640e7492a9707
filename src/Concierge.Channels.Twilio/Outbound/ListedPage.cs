using Concierge.Channels.Http;
using Concierge.Channels.Twilio.Wire;

namespace Concierge.Channels.Twilio.Outbound;

/// <summary>A page of messages with their bytes, or the answer that is none.</summary>
/// <param name="Messages">What is on it, newest first.</param>
/// <param name="Refusal">The answer where it is no page; else null.</param>
internal readonly record struct ListedPage(IReadOnlyList<(ListedMessage Message, ReadOnlyMemory<byte> Raw)> Messages, ProviderReply? Refusal);
