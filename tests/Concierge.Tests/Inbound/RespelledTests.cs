using Concierge.Channels;
using Concierge.Testing;

namespace Concierge.Tests.Inbound;

/// <summary>I02: a provider that spells one message's id in several ways says what tells repetitions.</summary>
public sealed class RespelledTests
{
    [Fact]
    public async Task OneMessageUnderTwoIds_HasOneTurn()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();

        await bot.DeliverAsync(Message(bot, ann, "false_1@c.us_A", "A"), Message(bot, ann, "false_2@lid_A", "A"));
        await bot.CrashAsync();
        await bot.DeliverAsync(Message(bot, ann, "false_2@lid_A", "A"));

        ann.HeardTexts.Should().Equal("hi");
        (await ann.TranscriptAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task OtherMessages_AreNoRepetitions()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();

        await bot.DeliverAsync(Message(bot, ann, "x", "A"), Message(bot, ann, "x", "B"), Message(bot, ann, "x", null), Message(bot, ann, "y", null));

        ann.HeardTexts.Should().HaveCount(4);
    }

    [Fact]
    public async Task OneHandoffUnderTwoIds_IsRecordedOnce()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        HandoffReceived written = new() { Id = "true_1@c.us_A", DeduplicationId = "A", Kind = HandoffKind.HumanMessage, Contact = ann.Identity, Body = new TextBody("from my phone") };

        await bot.DeliverAsync(written, written with { Id = "true_2@lid_A" });

        (await ann.TranscriptAsync()).Should().ContainSingle(static line => line.Author == Author.Human);
    }

    private static MessageReceived Message(ConciergeTestHost bot, TestPerson person, string id, string? deduplicationId) => new()
    {
        Id = id,
        DeduplicationId = deduplicationId,
        Sender = person.Identity,
        Body = new TextBody("hi"),
        OccurredAt = bot.Clock.GetUtcNow(),
    };
}
