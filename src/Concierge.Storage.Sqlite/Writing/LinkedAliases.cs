namespace Concierge.Storage.Sqlite.Writing;

/// <summary>The conversation that was found or made, and which one each address belongs to, in their order.</summary>
internal sealed record LinkedAliases(string Conversation, string[] Owners);
