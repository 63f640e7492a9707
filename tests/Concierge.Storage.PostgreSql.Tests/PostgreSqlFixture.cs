using Concierge.Testing.Contracts.Stores;

namespace Concierge.Storage.PostgreSql.Tests;

internal sealed class PostgreSqlFixture(bool notifications = true) : StoreFixture
{
    private readonly List<TestStore> _stores = [];
    private readonly string _schema = TestCluster.NewSchema();
    private TimeProvider? _clock;
    private PostgreSqlOptions? _options;

    public override bool IsDurable => true;

    public override TimeSpan? LeaseDuration => TimeSpan.FromSeconds(10);

    public override TimeSpan PollInterval => TimeSpan.FromSeconds(1);

    public override async ValueTask<StoreSet> CreateAsync(TimeProvider clock, int maxBacklog)
    {
        _clock = clock;
        _options = TestStore.Options(_schema, options =>
        {
            options.MaxBacklog = maxBacklog;
            options.Notifications = notifications;
        });
        return await OpenAsync();
    }

    public override async ValueTask<StoreSet> ReopenAsync()
    {
        _stores.ForEach(store => store.Dispose());
        return await OpenAsync();
    }

    public override async ValueTask<StoreSet> JoinAsync() => await OpenAsync();

    public override async ValueTask DisposeAsync()
    {
        _stores.ForEach(store => store.Dispose());
        await TestCluster.Server.ExecuteAsync($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
    }

    private async Task<StoreSet> OpenAsync()
    {
        TestStore store = await TestStore.OpenAsync(_options!, _clock);
        _stores.Add(store);
        return store.Set;
    }
}
