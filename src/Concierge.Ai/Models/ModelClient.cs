using Microsoft.Extensions.AI;

namespace Concierge.Ai.Models;

/// <summary>A client and the name it is known by.</summary>
internal sealed record ModelClient(string Key, IChatClient Client);
