using System.Diagnostics;
using Concierge.Health;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>Another program holds the database's lock, as an administrator's shell or a backup may.</summary>
public sealed class LockedDatabaseTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_ManyWaitWhileLocked_AllAreRefusedTogether()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        using Database other = Lock();

        var waiting = Stopwatch.StartNew();
        AppendResult[] results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(async i => await store.Mailbox.AppendAsync([Items.New($"c{i}", "text")], default)));

        results.Should().OnlyContain(static result => result.Status == AppendStatus.Unavailable);
        waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "one after the other would take fifty seconds");
    }

    [Fact]
    public async Task Health_Locked_IsNotReadyAndHealsWithoutAnyTraffic()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        Database other = Lock();
        await store.Mailbox.AppendAsync([Items.New("a", "refused")], default);

        ComponentHealth sick = await store.Health.CheckAsync(default);
        sick.IsReady.Should().BeFalse();
        sick.Description.Should().Contain("locked");

        other.Dispose();
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue("a balancer that sends nothing to a host that is not ready must learn of it");
        (await store.Mailbox.AppendAsync([Items.New("a", "stored")], default)).Status.Should().Be(AppendStatus.Stored);
        (await store.ReceiveOneAsync()).Items.Select(Items.Text).Should().Equal("stored");
    }

    private Database Lock()
    {
        Database other = Database.Open(_folder.File());
        other.Execute("BEGIN IMMEDIATE");
        return other;
    }
}
