using System.Text.Json;
using Concierge.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concierge.Ai.Remote;

/// <summary>
/// The web services that were registered at run time, and the switches: one record each, and a stamp that changes with any of them, so that looking for news costs one
/// small read. Other nodes' changes are seen before a turn, at most every <see cref="RuntimeActionOptions.Refresh"/>.
/// </summary>
internal sealed class ActionStore(
    IRecordStore records,
    RemoteClient client,
    IConfiguration configuration,
    IOptions<AiOptions> options,
    TimeProvider clock,
    ILogger<ActionStore> logger)
{
    private const string Collection = "tools";
    private const string StampCollection = "catalogue";
    private const string StampId = "tools";
    private const int PageSize = 200;

    private readonly Lock _applying = new();
    private volatile StoredTools _current = StoredTools.None;
    private volatile bool _isRead;
    private int _isReading;
    private long _stamp = -1;
    private long _readAt;
    private long _readsBegun;
    private long _readApplied;

    public RuntimeActionOptions Options => options.Value.RuntimeActions;

    /// <summary>What holds now, read again if that was long ago. A store that is away then changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">The store was never read: nobody knows what is switched off.</exception>
    public ValueTask<StoredTools> CurrentAsync(CancellationToken cancellationToken) =>
        _isRead && clock.GetElapsedTime(Volatile.Read(ref _readAt)) < Options.Refresh ? ValueTask.FromResult(_current) : ReadIfDueAsync(cancellationToken);

    public async ValueTask<StoredTools> RefreshAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        return _current;
    }

    /// <summary>What is wrong with a definition, a sentence each.</summary>
    public IReadOnlyList<string> Problems(string name, ActionDefinition definition) => RuntimeActionRules.Problems(name, definition, Options, configuration);

    /// <summary>Writes or, without a record, removes; false when the stored version is another one.</summary>
    public async ValueTask<bool> WriteAsync(string name, ActionRecord? record, long version, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? content = record is null ? default(ReadOnlyMemory<byte>?) : JsonSerializer.SerializeToUtf8Bytes(record, ActionJson.Default.ActionRecord);
        bool isWritten = await records.SaveAsync(
            [
                new RecordWrite(Collection, name, content) { ExpectedVersion = version },
                new RecordWrite(StampCollection, StampId, "{}"u8.ToArray()),
            ],
            cancellationToken);
        await RefreshAsync(cancellationToken);
        if (isWritten)
        {
            Log.ToolChanged(logger, name);
        }

        return isWritten;
    }

    private async ValueTask<StoredTools> ReadIfDueAsync(CancellationToken cancellationToken)
    {
        if (!_isRead)
        {
            return await RefreshAsync(cancellationToken);
        }

        if (Interlocked.Exchange(ref _isReading, 1) == 1)
        {
            return _current;
        }

        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (StoreUnavailableException unavailable)
        {
            Volatile.Write(ref _readAt, clock.GetTimestamp());
            Log.SourceFailed(logger, "tools", unavailable.GetType().Name);
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }

        return _current;
    }

    /// <summary>Reads the stamp and, when it is a new one, the records. What is written between the two is read again next time.</summary>
    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        long number = Interlocked.Increment(ref _readsBegun);
        long stamp = (await records.LoadAsync(StampCollection, StampId, cancellationToken))?.Version ?? 0;
        if (stamp != Volatile.Read(ref _stamp))
        {
            var read = new StoredTools(await ReadAllAsync(cancellationToken));
            foreach (StoredTool wrong in read.All.Where(tool => tool.Problems.Count > 0))
            {
                Log.ActionRefused(logger, wrong.Name, string.Join(" ", wrong.Problems));
            }

            // Of reads at the same time the one that began last has seen the most.
            lock (_applying)
            {
                if (number > _readApplied)
                {
                    _readApplied = number;
                    _current = read;
                    Volatile.Write(ref _stamp, stamp);
                }
            }
        }

        Volatile.Write(ref _readAt, clock.GetTimestamp());
        _isRead = true;
    }

    private async ValueTask<List<StoredTool>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var found = new List<StoredTool>();
        IReadOnlyList<StoredRecord> page;
        do
        {
            page = await records.ListAsync(Collection, string.Empty, found.Count == 0 ? null : found[^1].Name, PageSize, cancellationToken);
            found.AddRange(page.Select(Read));
        }
        while (page.Count == PageSize);
        return found;
    }

    private StoredTool Read(StoredRecord stored)
    {
        ActionRecord? record;
        try
        {
            record = JsonSerializer.Deserialize(stored.Content.Span, ActionJson.Default.ActionRecord);
        }
        catch (JsonException)
        {
            record = null;
        }

        var tool = new StoredTool(stored.Id, stored.Version, record);
        if (record is null)
        {
            return tool with { Problems = ["What is stored cannot be read. Register it again."] };
        }

        if (record.Definition is not { } definition)
        {
            return tool;
        }

        IReadOnlyList<string> problems = Problems(stored.Id, definition);
        return problems.Count > 0 ? tool with { Problems = problems } : tool with { Tool = Make(stored.Id, definition, stored.Version) };
    }

    private AiTool Make(string name, ActionDefinition definition, long version)
    {
        RemoteAction action = definition.ToAction();
        return new AiTool(new RemoteFunction(name, action, client.Http, configuration), action.Policy) { Revision = version };
    }
}
