using Concierge.Health;
using Concierge.Storage.Sqlite.Native;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>R06: after a failed commit nothing is acknowledged before the connection was opened again.</summary>
public sealed class BrokenConnectionTests : IDisposable
{
    private static readonly SqliteFailure Failure = new(SqliteCode.IoError, "disk I/O error");
    private readonly TestFolder _folder = new();
    private readonly HandClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_ConnectionBroke_IsRefusedUntilItWasOpenedAgain()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File(), _clock);
        await store.Mailbox.AppendAsync([Items.New("a", "one")], default);
        store.Engine.Link.Break(Failure);

        (await store.Mailbox.AppendAsync([Items.New("a", "two")], default)).Status.Should().Be(AppendStatus.Unavailable);
        (await store.Health.CheckAsync(default)).IsReady.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await store.Mailbox.AppendAsync([Items.New("a", "three")], default)).Status.Should().Be(AppendStatus.Stored);
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
        (await store.ReceiveOneAsync()).Items.Select(Items.Text).Should().Equal("one", "three");
    }

    [Fact]
    public async Task Health_ConnectionBroke_HealsWithoutAnyTraffic()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File(), _clock);
        store.Engine.Link.Break(Failure);

        (await store.Health.CheckAsync(default)).IsReady.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
        (await store.Mailbox.CountAsync(default)).Should().Be(0);
    }

    [Fact]
    public async Task Health_WriterHangs_AnswersAllTheSame()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        using var hanging = new HangingOperation();
        Task<bool> write = store.Engine.WriteAsync(hanging);
        hanging.Began.Wait(TimeSpan.FromSeconds(30)).Should().BeTrue();
        store.Engine.Link.Break(Failure);

        Task<ComponentHealth> check = store.Health.CheckAsync(default).AsTask();
        Task first = await Task.WhenAny(check, Task.Delay(TimeSpan.FromSeconds(30)));
        hanging.GoOn.Set();

        first.Should().BeSameAs(check);
        (await check).IsReady.Should().BeFalse();
        await write;
    }

    [Fact]
    public async Task LiveLease_ConnectionBroke_HoldsAndCommits()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File(), _clock);
        await store.Mailbox.AppendAsync([Items.New("a", "one"), Items.New("b", "other")], default);
        MailboxLease lease = await store.ReceiveOneAsync();
        store.Engine.Link.Break(Failure);

        Func<Task> commit = async () => await store.Conversations.CommitAsync(Items.Commit(lease, 0), default);
        await commit.Should().ThrowAsync<StoreUnavailableException>();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await store.Mailbox.AppendAsync([Items.New("a", "two")], default)).Appended.Should().Be(1);
        (await store.ReceiveOneAsync()).Conversation.Value.Should().Be("b");
        (await store.Mailbox.ReceiveAsync(10, default)).Should().BeEmpty();
        (await store.Conversations.CommitAsync(Items.Commit(lease, 0, lease.Items[0].Sequence), default)).Should().Be(CommitOutcome.Saved);
        (await store.ReceiveOneAsync()).Items.Select(Items.Text).Should().Equal("two");
    }

    [Fact]
    public async Task Release_ConnectionBroke_IsTriedAgainWithTheRightCounts()
    {
        using TestStore store = await TestStore.OpenAsync(_folder.File(), _clock);
        await store.Mailbox.AppendAsync([Items.New("a", "one")], default);
        MailboxLease lease = await store.ReceiveOneAsync();
        store.Engine.Link.Break(Failure);

        Func<Task> release = async () => await store.Mailbox.ReleaseAsync(lease, lease.Items[0].Sequence, null, default);
        await release.Should().ThrowAsync<StoreUnavailableException>();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await release();
        (await store.ReceiveOneAsync()).Items[0].Deliveries.Should().Be(1);
    }
}
