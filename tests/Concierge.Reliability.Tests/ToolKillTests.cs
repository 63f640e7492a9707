using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>
/// L03 with real processes on SQLite: SIGKILL before, inside and after a tool with a side effect. CONCIERGE_TOOL_KILLS says how often; 6 by default, 1000 for the whole.
/// </summary>
public sealed class ToolKillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>After which of the till's lines the process is killed: an idempotent call has begun, the other has begun, has taken effect, has returned.</summary>
    private static readonly string[] Points = ["note", "begin", "effect", "end"];

    [Fact]
    public async Task L03_KilledAroundATool_PaysOnceAndSaysWhatIsUnknown()
    {
        int kills = Budget.Number("CONCIERGE_TOOL_KILLS", 6);
        int seed = Budget.Number("CONCIERGE_SEED", Environment.TickCount & 0xffff);
        output.WriteLine($"{kills} kills, seed {seed}");
        var random = new Random(seed);
        await using World world = await World.CreateAsync("tool", HostArtefact.Tool);
        string till = Path.Combine(world.Folder, "till.tsv");

        // The next kill comes before all that the last one interrupted has run again: nobody is to be taken for the cause of it.
        world.Settings = world.Settings.With("Till__Path", till).With("Concierge__MaxProcessDeaths", $"{kills + 1}");
        await world.StartHostAsync();
        using var caller = new Caller(world.Address, world.Ledger);
        for (int i = 0; i < kills; i++)
        {
            string point = Points[i % Points.Length];
            await caller.SayAsync(i, $"pay-{i}");
            await Poll.UntilAsync(() => Lines(till).Any(line => line.What == point && line.Person == MetaAccount.Person(i)), Deadline, $"'{point}' of payment {i}. The host said:\n{world.Host.Log}");
            await Poll.ForAsync(TimeSpan.FromMilliseconds(1 + random.Next(200)));
            await world.Host.KillAsync();
            await world.StartHostAsync();
        }

        await world.DrainAsync(TimeSpan.FromSeconds(90 + (2 * kills)));
        LedgerVerdict verdict = await world.JudgeAsync(output);
        List<(string What, string Person, string Key)> lines = Lines(till);
        verdict.Deaths.Should().Be(kills);
        verdict.Lost.Should().BeEmpty();
        int unknown = 0;
        for (int i = 0; i < kills; i++)
        {
            string person = MetaAccount.Person(i);
            List<(string What, string Person, string Key)> own = [.. lines.Where(line => line.Person == person)];
            own.Count(line => line.What == "begin").Should().Be(1, "payment {0} is not idempotent and is never begun again", i);
            own.Count(line => line.What == "effect").Should().BeLessThanOrEqualTo(1);
            own.Where(line => line.What == "note").Select(line => line.Key).Distinct().Should().ContainSingle("note {0} runs again with the key it had", i);
            bool isTold = world.Ledger.Snapshot().Any(entry => entry.Kind == LedgerKind.Applied && entry.Person == person && entry.Text!.Contains("cannot tell whether it was done", StringComparison.Ordinal));
            if (own.TrueForAll(line => line.What != "end"))
            {
                isTold.Should().BeTrue("payment {0} was interrupted", i);
                unknown++;
            }
        }

        output.WriteLine($"{unknown} payments of unknown outcome, each told; {lines.Count(line => line.What == "note") - kills} notes repeated");
        unknown.Should().BeGreaterThan(0, "else nothing was interrupted");
    }

    private static List<(string What, string Person, string Key)> Lines(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(parts => parts.Length == 3).Select(parts => (parts[0], parts[1], parts[2]))];
    }
}
