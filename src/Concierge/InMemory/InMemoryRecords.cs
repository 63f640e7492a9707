using System.Text;
using Concierge.Storage;

namespace Concierge.InMemory;

/// <summary>Records by collection and id. A version is never given twice.</summary>
internal sealed class InMemoryRecords
{
    private readonly Dictionary<string, SortedDictionary<string, StoredRecord>> _collections = new(StringComparer.Ordinal);
    private long _version;

    public StoredRecord? Find(string collection, string id) =>
        _collections.GetValueOrDefault(collection)?.GetValueOrDefault(id);

    public bool AreAsExpected(IReadOnlyList<RecordWrite> writes)
    {
        foreach (RecordWrite write in writes)
        {
            if (write.ExpectedVersion is { } expected && (Find(write.Collection, write.Id)?.Version ?? 0) != expected)
            {
                return false;
            }
        }

        return true;
    }

    public void Write(IReadOnlyList<RecordWrite> writes)
    {
        foreach (RecordWrite write in writes)
        {
            if (!_collections.TryGetValue(write.Collection, out SortedDictionary<string, StoredRecord>? records))
            {
                _collections.Add(write.Collection, records = new SortedDictionary<string, StoredRecord>(Utf8Order.Instance));
            }

            if (write.Content is { } content)
            {
                records[write.Id] = new StoredRecord(write.Id, content.ToArray(), ++_version);
            }
            else
            {
                records.Remove(write.Id);
            }
        }
    }

    /// <summary>Removes the records of a conversation from every collection.</summary>
    public void RemoveOf(ConversationId conversation)
    {
        foreach (SortedDictionary<string, StoredRecord> records in _collections.Values)
        {
            foreach (string id in records.Keys.Where(id => RecordOwner.Owns(conversation, id)).ToArray())
            {
                records.Remove(id);
            }
        }
    }

    /// <summary>Everything that is kept, as bytes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Contents() =>
        _collections.Values.SelectMany(records => records.Values).SelectMany(record => new[] { record.Content, Encoding.UTF8.GetBytes(record.Id) });

    public IReadOnlyList<StoredRecord> List(string collection, string prefix, string? after, int limit)
    {
        if (!_collections.TryGetValue(collection, out SortedDictionary<string, StoredRecord>? records))
        {
            return [];
        }

        return [.. records.Values
            .Where(record => record.Id.StartsWith(prefix, StringComparison.Ordinal) && (after is null || Utf8Order.Instance.Compare(record.Id, after) > 0))
            .Take(Math.Max(limit, 0))];
    }
}
