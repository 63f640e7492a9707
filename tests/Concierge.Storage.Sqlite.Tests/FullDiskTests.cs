using System.Diagnostics;
using Concierge.Health;

namespace Concierge.Storage.Sqlite.Tests;

/// <summary>R05: a full disk refuses quickly, loses nothing that was acknowledged and heals by itself.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Append_DiskFull_IsRefusedWithinASecondAndHealsWhenThereIsRoom()
    {
        using var disk = new FullDisk();
        var log = new RecordingLogger();
        using TestStore store = await TestStore.OpenAsync(disk.File, logger: log);
        var acknowledged = new List<string>();
        string padding = new('x', 3000);
        await AppendAsync(store, "before", acknowledged, padding);
        store.Engine.File.MaxPages = null;
        disk.Fill(store);
        if (store.Engine.File.MaxPages is not null)
        {
            store.Engine.Link.Break(new Native.SqliteFailure(Native.SqliteCode.Full, "the limit counts from the next opening"));
        }

        int refused = 0;
        var filling = Stopwatch.StartNew();
        for (int i = 0; refused < 50 && filling.Elapsed < TimeSpan.FromSeconds(60); i++)
        {
            var one = Stopwatch.StartNew();
            refused += await AppendAsync(store, $"item {i}", acknowledged, padding) ? 0 : 1;
            one.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1));
        }

        refused.Should().Be(50);
        ComponentHealth sick = await store.Health.CheckAsync(default);
        sick.IsReady.Should().BeFalse();
        sick.Description.Should().Contain("disk is full");
        log.Lines.Count(line => line.Contains("cannot write", StringComparison.Ordinal)).Should().BeLessThan(10 * (int)Math.Ceiling(filling.Elapsed.TotalSeconds));

        disk.MakeRoom();
        var healing = Stopwatch.StartNew();
        while (!await AppendAsync(store, "after", acknowledged, padding))
        {
            healing.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        }

        (await store.Health.CheckAsync(default)).IsReady.Should().BeTrue();
        IEnumerable<string> received = (await Items.DrainAsync(store)).Select(item => Items.Text(item).TrimEnd('x'));
        received.Should().ContainInOrder(acknowledged).And.OnlyHaveUniqueItems();
        (await store.Mailbox.CountAsync(default)).Should().Be(0);
    }

    private static async Task<bool> AppendAsync(TestStore store, string text, List<string> acknowledged, string padding)
    {
        AppendResult result = await store.Mailbox.AppendAsync([Items.New("a", text + padding)], default);
        if (result.Status == AppendStatus.Stored)
        {
            acknowledged.Add(text);
            return true;
        }

        result.Status.Should().Be(AppendStatus.Unavailable);
        return false;
    }
}
