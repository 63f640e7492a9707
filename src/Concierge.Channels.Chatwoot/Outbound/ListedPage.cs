using System.Text.Json;
using Concierge.Channels.Http;

namespace Concierge.Channels.Chatwoot.Outbound;

/// <summary>A page of a list, or the answer that is none.</summary>
/// <param name="Items">What is on it, oldest first.</param>
/// <param name="Refusal">The answer where it is no page; else null.</param>
internal readonly record struct ListedPage(IReadOnlyList<JsonElement> Items, ProviderReply? Refusal);
