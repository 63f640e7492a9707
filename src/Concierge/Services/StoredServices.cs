using System.Text.Json;
using Concierge.Storage;

namespace Concierge.Services;

/// <summary>
/// The definitions in the store, one record each, and a stamp that changes with any of them, so that looking for news costs one small
/// read.
/// </summary>
internal sealed class StoredServices(IRecordStore? records)
{
    private const string Collection = "services";
    private const string StampCollection = "catalogue";
    private const string StampId = "services";
    private const int PageSize = 200;

    public bool IsThere => records is not null;

    private IRecordStore Records => records
        ?? throw new InvalidOperationException("Services cannot be changed at run time: no IRecordStore is registered. Use a store that keeps records, such as UseSqlite().");

    /// <summary>Changes with every change; 0 when there was none or there is no store.</summary>
    public async ValueTask<long> ReadStampAsync(CancellationToken cancellationToken) =>
        records is null ? 0 : (await records.LoadAsync(StampCollection, StampId, cancellationToken))?.Version ?? 0;

    /// <summary>Everything that is stored; what cannot be read comes with the reason.</summary>
    public async ValueTask<List<(string Name, ServiceDefinition? Definition, string? Problem)>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new List<(string, ServiceDefinition?, string?)>();
        string? after = null;
        while (records is not null)
        {
            IReadOnlyList<StoredRecord> page = await records.ListAsync(Collection, string.Empty, after, PageSize, cancellationToken);
            foreach (StoredRecord record in page)
            {
                found.Add(Read(record));
            }

            if (page.Count < PageSize)
            {
                break;
            }

            after = page[^1].Id;
        }

        return found;
    }

    public async ValueTask<long> ReadVersionAsync(string name, CancellationToken cancellationToken) =>
        (await Records.LoadAsync(Collection, name, cancellationToken))?.Version ?? 0;

    /// <summary>Writes or, without a definition, removes; false when the stored version is another one.</summary>
    public ValueTask<bool> WriteAsync(string name, ServiceDefinition? definition, long version, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? content = definition is null ? default(ReadOnlyMemory<byte>?) : ConciergeJson.Write(definition with { Version = 0 });
        return Records.SaveAsync(
            [
                new RecordWrite(Collection, name, content) { ExpectedVersion = version },
                new RecordWrite(StampCollection, StampId, "{}"u8.ToArray()),
            ],
            cancellationToken);
    }

    private static (string Name, ServiceDefinition? Definition, string? Problem) Read(StoredRecord record)
    {
        try
        {
            return (record.Id, ConciergeJson.ReadDefinition(record.Content.Span) with { Name = record.Id, Version = record.Version }, null);
        }
        catch (JsonException wrong)
        {
            return (record.Id, null, wrong.Message);
        }
    }
}
