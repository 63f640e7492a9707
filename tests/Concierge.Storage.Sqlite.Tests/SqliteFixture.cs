using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.Sqlite.Tests;

internal sealed class SqliteFixture : StoreFixture
{
    private readonly TestFolder _folder = new();
    private TimeProvider? _clock;
    private TestStore? _store;
    private int _maxBacklog;
    private string _file = "";
    private int _copies;

    public override bool IsDurable => true;

    public override async ValueTask<StoreSet> CreateAsync(TimeProvider clock, int maxBacklog)
    {
        _clock = clock;
        _maxBacklog = maxBacklog;
        _file = _folder.File();
        return await OpenAsync();
    }

    public override async ValueTask<StoreSet> ReopenAsync()
    {
        _file = _folder.CopyAsAfterCrash(_file, $"copy{++_copies}.db");
        _store!.Dispose();
        return await OpenAsync();
    }

    public override ValueTask DisposeAsync()
    {
        _store?.Dispose();
        _folder.Dispose();
        return default;
    }

    private async Task<StoreSet> OpenAsync()
    {
        _store = await TestStore.OpenAsync(_file, _clock, _maxBacklog);
        return new StoreSet(_store.Mailbox, _store.Conversations, _store.Transcripts, _store.Contacts, _store.Records, _store.Erasures);
    }
}
