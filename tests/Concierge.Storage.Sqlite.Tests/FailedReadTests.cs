namespace Concierge.Storage.Sqlite.Tests;

public sealed class FailedReadTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReceiveAsync_ItemsCannotBeRead_CountsNoDeliveryAndGivesTheLeaseBack()
    {
        using (TestStore store = await TestStore.OpenAsync(_folder.File()))
        {
            await store.Mailbox.AppendAsync([Items.New("a", "one")], default);
            store.Engine.Readers.Dispose();
            for (int i = 0; i < 3; i++)
            {
                Func<Task> receive = async () => await store.Mailbox.ReceiveAsync(1, default);
                await receive.Should().ThrowAsync<StoreUnavailableException>();
            }
        }

        using TestStore after = await TestStore.OpenAsync(_folder.File());
        (await after.ReceiveOneAsync()).Items[0].Deliveries.Should().Be(1);
    }
}
