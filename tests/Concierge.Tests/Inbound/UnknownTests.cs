using Concierge.Channels;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Inbound;

public sealed class UnknownTests
{
    /// <summary>I05, I12: what a bot cannot answer is recorded, and never an error.</summary>
    [Fact]
    public async Task AnyBody_IsRecordedOnce()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        MessageBody[] bodies =
        [
            new TextBody(string.Empty), new TextBody(new string('x', 65_000)), new UnsupportedBody("hologram"), new EditBody("m0", new TextBody("new")),
            new RevokeBody("m0"), new ReactionBody("m0", "👍"), new ReactionBody("m0", null), new LocationBody(null, null), new WelcomeBody(),
            new CallBody("connect"), new FormBody(null, "{"), new OrderBody(null, []), new ContactsBody([]), new SystemBody("customer_changed_number"),
        ];

        foreach (MessageBody body in bodies)
        {
            await ann.SendsAsync(body);
        }

        bot.Failures.Should().BeEmpty();
        (await ann.TranscriptAsync()).Count(line => line.Author == Author.Contact).Should().Be(bodies.Length);
        (await bot.DeadLettersAsync()).Should().BeEmpty();
    }

    /// <summary>I12: what quotes, edits, withdraws or likes something that nobody knows is handled like any other.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_000)]
    public async Task Quote_OfAnUnknownMessage_IsAnswered(int length)
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddService("length", s => s.Default(), turn =>
        {
            turn.Reply($"{turn.Text.Length}");
            return ValueTask.CompletedTask;
        }));

        await bot.DeliverAsync(new MessageReceived
        {
            Id = "m1",
            OccurredAt = bot.Clock.GetUtcNow(),
            Sender = bot.Person().Identity,
            Body = new TextBody(new string('é', length)),
            Context = new MessageContext { QuotedMessageId = "never.seen" },
        });

        bot.Failures.Should().BeEmpty();
        bot.Person().HeardTexts.Should().Equal($"{length}");
    }

    [Fact]
    public async Task MessageWithoutAnId_IsRecognisedByItsContent()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        var nameless = new MessageReceived { Sender = bot.Person().Identity, Body = new TextBody("hi"), OccurredAt = bot.Clock.Start };

        await bot.DeliverAsync(nameless);
        await bot.DeliverAsync(nameless);

        bot.Person().HeardTexts.Should().Equal("hi");
    }
}
