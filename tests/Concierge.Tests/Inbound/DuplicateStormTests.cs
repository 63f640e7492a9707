using Concierge.Channels;
using Concierge.Testing;

namespace Concierge.Tests.Inbound;

public sealed class DuplicateStormTests
{
    /// <summary>I01: ten copies of each of three thousand messages, shuffled.</summary>
    [Fact]
    public async Task TenCopiesOfEverything_HaveOneEffectEach()
    {
        const int messages = 3000;
        const int copies = 10;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        MessageReceived[] storm =
        [
            .. Enumerable.Range(0, messages * copies).Select(i => new MessageReceived
            {
                Id = $"m{i % messages}",
                Sender = bot.Person($"P{i % 500}").Identity,
                Body = new TextBody($"{i % messages}"),
                OccurredAt = bot.Clock.Start,
            }),
        ];
        new Random(1).Shuffle(storm);

        foreach (MessageReceived[] envelope in storm.Chunk(50))
        {
            await bot.DeliverAsync([.. envelope]);
        }

        bot.Sends.Should().HaveCount(messages);
        bot.Sends.Select(send => send.Message.PlainText).Should().OnlyHaveUniqueItems();
    }
}
