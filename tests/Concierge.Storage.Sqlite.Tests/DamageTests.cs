using System.Text;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>R07: what the disk damaged is found out, set aside and holds nobody up.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Receive_ThousandBitFlipsInBodies_DamagedItemsAreDeadLettersAndTheOthersAreHandled()
    {
        const int Count = 2000;
        var random = new Random(7);
        await FillAsync(_folder.File(), Count);
        byte[] bytes = await File.ReadAllBytesAsync(_folder.File());
        for (int item = 0; item < Count; item += 2)
        {
            int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Body(item)));
            at.Should().BePositive();
            Flip(bytes, at + random.Next(Body(item).Length), random);
        }

        await File.WriteAllBytesAsync(_folder.File(), bytes);
        using TestStore store = await TestStore.OpenAsync(_folder.File());
        List<MailboxItem> received = await Items.DrainAsync(store);

        received.Select(Items.Text).Order(StringComparer.Ordinal).Should().Equal(Enumerable.Range(0, Count).Where(item => item % 2 == 1).Select(Body));
        (await store.Mailbox.CountDeadLettersAsync(default)).Should().Be(Count / 2);
        (await store.Mailbox.ListDeadLettersAsync(null, 5000, default)).Should().HaveCount(Count / 2).And.OnlyContain(letter => letter.Reason.Contains("checksum"));
        (await store.Mailbox.CountAsync(default)).Should().Be(0);
    }

    [Fact]
    public async Task Receive_FirstItemDamaged_NextOneHasItsDeliveryCounted()
    {
        using (TestStore store = await TestStore.OpenAsync(_folder.File()))
        {
            await store.Mailbox.AppendAsync([Items.New("a", "the damaged one"), Items.New("a", "the good one")], default);
        }

        Replace("the damaged one", "the demaged one");
        using TestStore after = await TestStore.OpenAsync(_folder.File());
        MailboxItem item = (await after.ReceiveOneAsync()).Items.Should().ContainSingle().Subject;
        (Items.Text(item), item.Deliveries).Should().Be(("the good one", 1));
    }

    [Fact]
    public async Task Load_DocumentDamaged_NamesTheConversationAndOthersLoad()
    {
        using (TestStore store = await TestStore.OpenAsync(_folder.File()))
        {
            await store.Mailbox.AppendAsync([Items.New("first", "x"), Items.New("second", "x")], default);
            await Items.DrainAsync(store);
        }

        Replace("first v1", "fir5t v1");
        using TestStore after = await TestStore.OpenAsync(_folder.File());
        Func<Task> load = async () => await after.Conversations.LoadAsync(new ConversationId("first"), default);
        (await load.Should().ThrowAsync<StoreUnavailableException>()).WithMessage("*conversation first was damaged*");
        (await after.Conversations.LoadAsync(new ConversationId("second"), default))!.Version.Should().Be(1);
    }

    /// <summary>A flip anywhere in the file, also in SQLite's own structures, is a clear error at worst and never a wrong message.</summary>
    [Fact]
    public async Task Receive_OneBitFlippedAnywhere_NothingWrongIsDelivered()
    {
        const int Count = 40;
        var random = new Random(11);
        await FillAsync(_folder.File(), Count);
        byte[] sound = await File.ReadAllBytesAsync(_folder.File());
        HashSet<string> known = [.. Enumerable.Range(0, Count).Select(Body)];
        int whole = 0;
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] bytes = [.. sound];
            Flip(bytes, random.Next(bytes.Length), random);
            string file = _folder.File($"flip{trial}.db");
            await File.WriteAllBytesAsync(file, bytes);
            List<string> texts = await ReceiveWhatCanBeAsync(file);
            texts.Where(text => !known.Contains(text)).Should().BeEmpty();
            texts.Distinct().Count().Should().Be(texts.Count);
            whole += texts.Count == Count ? 1 : 0;
        }

        whole.Should().BeGreaterThan(30);
    }

    private static async Task<List<string>> ReceiveWhatCanBeAsync(string file)
    {
        var texts = new List<string>();
        try
        {
            using TestStore store = await TestStore.OpenAsync(file);
            for (int i = 0; i < 10; i++)
            {
                foreach (MailboxLease lease in await store.Mailbox.ReceiveAsync(10, default))
                {
                    texts.AddRange(lease.Items.Select(Items.Text));
                }
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or StoreUnavailableException)
        {
            exception.Message.Should().NotBeEmpty();
        }

        return texts;
    }

    private static async Task FillAsync(string file, int count)
    {
        using TestStore store = await TestStore.OpenAsync(file);
        foreach (int[] part in Enumerable.Range(0, count).Chunk(100))
        {
            await store.Mailbox.AppendAsync([.. part.Select(item => Items.New($"c{item % 10}", Body(item)))], default);
        }
    }

    private static string Body(int item) => $"<item {item:D6}> {new string((char)('a' + (item % 26)), 700)}";

    private static void Flip(byte[] bytes, int at, Random random) => bytes[at] ^= (byte)(1 << random.Next(8));

    private void Replace(string text, string other)
    {
        byte[] bytes = File.ReadAllBytes(_folder.File());
        int at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        at.Should().BePositive();
        Encoding.UTF8.GetBytes(other).CopyTo(bytes, at);
        File.WriteAllBytes(_folder.File(), bytes);
    }
}
