namespace Concierge.Storage.Sqlite.Writing;

/// <summary>An item that was written and is made known after the commit.</summary>
internal readonly record struct AddedItem(string Conversation, long Key, long Sequence, long? DueAt);
