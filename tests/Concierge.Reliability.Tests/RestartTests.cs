using System.Text.Json;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Reliability.Tests;

/// <summary>What a restart keeps, and how long a start takes.</summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Restart_AfterConversations_KeepsTheirTranscripts()
    {
        await using World world = await World.CreateAsync("restart");
        await world.StartHostAsync();
        await using var load = new LoadGenerator(world.Address, world.Ledger, new LoadOptions { Rate = 100, People = 10, Messages = 50 });
        await load.Completion;
        await world.DrainAsync(TimeSpan.FromSeconds(30));
        using var admin = new AdminClient(world.Address);
        Dictionary<string, string> before = await TranscriptsAsync(admin);
        before.Should().HaveCount(10);

        await world.Host.StopAsync();
        await world.StartHostAsync();
        Dictionary<string, string> after = await TranscriptsAsync(admin);

        after.Should().BeEquivalentTo(before);
        LedgerVerdict verdict = await world.JudgeAsync(output);
        verdict.Effects.Should().Be(50);
    }

    private static async Task<Dictionary<string, string>> TranscriptsAsync(AdminClient admin)
    {
        var transcripts = new Dictionary<string, string>();
        foreach (string conversation in await admin.ConversationsAsync())
        {
            IReadOnlyList<JsonElement> lines = await admin.MessagesAsync(conversation);
            transcripts[conversation] = string.Join('\n', lines.Select(line => line.GetRawText()));
        }

        return transcripts;
    }
}
