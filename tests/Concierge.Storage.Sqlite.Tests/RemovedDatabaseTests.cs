using Concierge.Health;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>The file is taken away under the running process: what is written then goes to a file that nobody finds again.</summary>
public sealed class RemovedDatabaseTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_FileRemoved_IsRefusedAndGoesOnWhenItIsBack()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows lets nobody take away a file that is open.
        }

        using TestStore store = await TestStore.OpenAsync(_folder.File());
        await store.Mailbox.AppendAsync([Items.New("a", "before")], default);
        File.Move(_folder.File(), _folder.File("elsewhere"));

        (await store.Mailbox.AppendAsync([Items.New("a", "lost")], default)).Status.Should().Be(AppendStatus.Unavailable);
        ComponentHealth sick = await store.Health.CheckAsync(default);
        sick.IsReady.Should().BeFalse();
        sick.Description.Should().Contain("removed");

        File.Move(_folder.File("elsewhere"), _folder.File());
        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
        (await store.Mailbox.AppendAsync([Items.New("a", "after")], default)).Status.Should().Be(AppendStatus.Stored);
        (await store.ReceiveOneAsync()).Items.Select(Items.Text).Should().Equal("before", "after");
    }

    [Fact]
    public async Task Append_AnotherFileInItsPlace_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TestStore store = await TestStore.OpenAsync(_folder.File());
        File.Copy(_folder.File(), _folder.File("restored"));
        File.Move(_folder.File("restored"), _folder.File(), overwrite: true);

        (await store.Mailbox.AppendAsync([Items.New("a", "lost")], default)).Status.Should().Be(AppendStatus.Unavailable);
        (await store.Health.CheckAsync(default)).IsReady.Should().BeFalse();
    }
}
