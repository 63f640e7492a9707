using System.Globalization;
using Concierge.Reliability.Provider;
using Concierge.Reliability.Tests.Rig;
using Xunit.Abstractions;

namespace Concierge.Chaos;

/// <summary>Nodes add up where turns wait for somebody else, as they do for a model or a provider.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int People = 240;
    private const int LanesOfANode = 8;
    private static readonly TimeSpan ProviderTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task F3_ThreeNodes_AnswerMoreThanOne()
    {
        double one = await AnswersPerSecondAsync(1), two = await AnswersPerSecondAsync(2), three = await AnswersPerSecondAsync(3);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answers a second: one node {one:F1}, two {two:F1}, three {three:F1}; bound {LanesOfANode / ProviderTime.TotalSeconds:F0} for each node"));
        three.Should().BeGreaterThan(1.5 * one);
    }

    private static async Task<double> AnswersPerSecondAsync(int nodes)
    {
        await using ChaosWorld world = await ChaosWorld.StartAsync("scale", nodes, new Dictionary<string, string>
        {
            ["Concierge__MaxParallelConversations"] = LanesOfANode.ToString(CultureInfo.InvariantCulture),
        });
        await world.Provider.PlayAsync(new ProviderScript { Latency = ProviderTime });
        await world.Provider.StartLoadAsync(new LoadOptions { Rate = 1000, People = People, Messages = People, RepeatEvery = 0 });
        await world.Provider.LoadCompletionAsync(Deadline);
        await Poll.UntilAsync(() => LedgerChecker.Check(world.Snapshot()).Lost.Count == 0, Deadline, "every accepted message was answered");
        TimeSpan[] effects = [.. world.Snapshot().Where(entry => entry.Kind == LedgerKind.Applied).Select(entry => entry.At).Order()];
        return (effects.Length - 1) / (effects[^1] - effects[0]).TotalSeconds;
    }
}
