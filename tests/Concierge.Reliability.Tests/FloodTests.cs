using System.Net;
using System.Text;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>S09, S10 and S23: what strangers send costs next to nothing and leaves nothing behind.</summary>
public sealed class FloodTests(ITestOutputHelper output)
{
    private const int Megabyte = 1024 * 1024;
    private const int Parallel = 64;

    /// <summary>Enough for the code to be compiled and for as many connections to be served.</summary>
    private const int WarmPosts = 6000;

    private const long MaxGrowth = 20 * Megabyte;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task S23_UnauthenticatedFlood_StoresNothingAndHoldsNoMemory()
    {
        int posts = Budget.Number("CONCIERGE_FLOOD", 12_000);
        await using World world = await World.CreateAsync("flood", withStatuses: false);

        // The collector waits until as much was allocated as fits into the processor's cache, which may be more than the whole flood.
        world.Settings = world.Settings.With("DOTNET_gcServer", "0").With("DOTNET_GCgen0size", "0x1000000");
        await world.StartHostAsync();
        using var client = new WebhookClient(world.Address, Parallel);
        using var admin = new AdminClient(world.Address);
        await FloodAsync(client, posts);
        long before = world.Host.ResidentMemory();
        await FloodAsync(client, posts);
        long grown = world.Host.ResidentMemory() - before;

        output.WriteLine($"{2 * posts} posts; {before / Megabyte} MB after the first half, {grown / 1024} KB more after the second");
        (await admin.FigureAsync("core", "inputs")).Should().Be(0);
        (await admin.FigureAsync("store", "waiting")).Should().Be(0);
        (await admin.FigureAsync("store", "deadLetters")).Should().Be(0);
        grown.Should().BeLessThan(10 * Megabyte);
        await world.JudgeAsync(output);
        foreach (string table in (string[])["inbox", "body", "seen", "arrival", "line", "dead", "alias", "conversation", "document"])
        {
            DatabaseFile.Scalar(world.Database, $"SELECT count(*) FROM {table}").Should().Be("0", "table {0}", table);
        }
    }

    [Theory]
    [InlineData("declared")]
    [InlineData("understated")]
    [InlineData("endless")]
    public async Task S09_OversizedBodies_AreRefusedWithoutBeingKept(string kind)
    {
        await using World world = await World.CreateAsync("oversized", HostArtefact.Poison, withStatuses: false);

        // The collector for servers takes memory by the core; what the host itself holds shows with the other one.
        world.Settings = world.Settings.With("DOTNET_gcServer", "0");
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        await caller.SayAsync(1, "warm-1");
        await world.DrainAsync(Deadline);
        using var client = new WebhookClient(world.Address, Parallel);
        await FloodAsync(client, WarmPosts);
        long before = world.Host.ResidentMemory();
        long peak = before;
        Task<RawAnswer[]> attack = Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => RawClient.SendOversizedAsync(world.Address, kind)));
        await Poll.UntilAsync(
            () =>
            {
                peak = Math.Max(peak, world.Host.ResidentMemory());
                return attack.IsCompleted;
            },
            Deadline,
            "all oversized requests were ended");
        RawAnswer[] answers = await attack;

        output.WriteLine($"{kind}: statuses {string.Join(", ", answers.GroupBy(answer => answer.Status).Select(group => $"{group.Key} x {group.Count()}"))}, most bytes taken {answers.Max(answer => answer.BytesTaken) / 1024} KB, memory +{(peak - before) / Megabyte} MB");
        answers.Should().OnlyContain(answer => answer.Status == null || answer.Status == 400 || answer.Status == 413 || answer.Status == 503 || (kind == "understated" && answer.Status == 401));
        (peak - before).Should().BeLessThan(MaxGrowth);

        await caller.SayAsync(1, "still-1");
        await world.DrainAsync(Deadline);
        (await world.JudgeAsync(output)).Effects.Should().Be(2);
    }

    [Fact]
    public async Task S10_SlowSenders_AreDroppedAndNobodyWaitsForThem()
    {
        const int slow = 200;
        await using World world = await World.CreateAsync("slow", withStatuses: false);
        await world.StartHostAsync();
        using var client = new WebhookClient(world.Address);
        long began = TimeProvider.System.GetTimestamp();
        Task<TimeSpan[]> attack = Task.WhenAll(Enumerable.Range(0, slow).Select(_ => RawClient.DripAsync(world.Address)));
        var times = new List<TimeSpan>();
        for (int i = 0; !attack.IsCompleted; i++)
        {
            byte[] body = MetaPayload.Message(MetaAccount.Person(i % 100), $"wamid.fair-{i}", $"fair-{i}", DateTimeOffset.UtcNow);
            long posted = TimeProvider.System.GetTimestamp();
            (await client.PostAsync(body, default)).Should().Be(HttpStatusCode.OK);
            times.Add(TimeProvider.System.GetElapsedTime(posted));
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Deadline);
        }

        TimeSpan[] held = await attack;
        output.WriteLine($"{slow} slow senders dropped after at most {held.Max().TotalSeconds:F1} s; meanwhile {times.Count} posts, p99 {Percentiles.Of(times, 99).TotalMilliseconds:F1} ms");
        held.Should().OnlyContain(time => time <= TimeSpan.FromSeconds(30));
        Percentiles.Of(times, 99).Should().BeLessThan(TimeSpan.FromMilliseconds(250));
    }

    private static async Task FloodAsync(WebhookClient client, int posts)
    {
        byte[] body = MetaPayload.Message(MetaAccount.Person(1), "wamid.forged", "forged", DateTimeOffset.UtcNow);
        string forged = MetaPayload.Sign(Encoding.UTF8.GetBytes("something else"));
        await System.Threading.Tasks.Parallel.ForAsync(0, posts, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (i, cancel) =>
        {
            HttpStatusCode? status = await client.PostAsync(body, i % 3 == 0 ? null : forged, cancel);
            status.Should().Be(HttpStatusCode.Unauthorized);
        });
    }
}
