using Concierge.Channels;
using Concierge.Testing;

namespace Concierge.Tests.Inbound;

public sealed class RedeliveryTests
{
    /// <summary>I02.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData((6 * 24) + 23)]
    [InlineData((7 * 24) + 1)]
    [InlineData((8 * 24) + 1)]
    [InlineData(30 * 24)]
    public async Task Redelivery_AnyTimeLater_HasNoSecondEffect(int hours)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        await bot.SaysAsync("hi").AnswersAsync("hi");

        await bot.AdvanceAsync(TimeSpan.FromHours(hours));
        await bot.CrashAsync();
        await bot.Person().IsRedeliveredAsync().StaysSilentAsync();

        (await bot.Person().TranscriptAsync()).Should().HaveCount(2);
    }

    /// <summary>I03: a thousand messages in one envelope, then in others, one of them not understood.</summary>
    [Fact]
    public async Task Rebatched_EachHasOneEffect()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson[] persons = [.. Enumerable.Range(0, 100).Select(i => bot.Person($"P{i}"))];
        ChannelEvent[] batch =
        [
            .. Enumerable.Range(0, 1000).Select(i => new MessageReceived { Id = $"m{i}", Sender = persons[i % 100].Identity, Body = new TextBody($"{i}"), OccurredAt = bot.Clock.GetUtcNow() }),
            new UnknownEvent { Reason = "Made up." },
        ];

        await bot.DeliverAsync(batch);
        await bot.DeliverAsync([.. batch.Reverse()]);
        foreach (ChannelEvent[] part in batch.Chunk(7))
        {
            await bot.DeliverAsync(part);
        }

        for (int p = 0; p < 100; p++)
        {
            persons[p].HeardTexts.Should().Equal(Enumerable.Range(0, 10).Select(i => $"{p + (100 * i)}"));
        }
    }
}
