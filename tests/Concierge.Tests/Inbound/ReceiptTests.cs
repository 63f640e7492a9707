using System.Globalization;
using Concierge.Channels;
using Concierge.Storage;
using Concierge.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Concierge.Tests.Inbound;

/// <summary>I04: receipts in any order, twice, for nobody, or before the answer.</summary>
public sealed class ReceiptTests
{
    private static readonly DeliveryStatus[] Statuses =
        [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Played, DeliveryStatus.Failed];

    [Fact]
    public async Task AnySequence_MovesForwardOnly()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        var random = new Random(4);
        for (int i = 0; i < 5000; i++)
        {
            TestPerson ann = bot.Person($"P{i}");
            await ann.SaysAsync("hi");
            SendAttempt attempt = bot.Sends[^1].Attempt;
            DeliveryStatus expected = DeliveryStatus.Accepted;
            var receipts = new List<ChannelEvent>();
            for (int n = random.Next(1, 7); n > 0; n--)
            {
                DeliveryStatus next = Statuses[random.Next(Statuses.Length)];
                receipts.Add(Receipt(attempt, next));
                expected = Later(expected, next);
            }

            await bot.DeliverAsync([.. receipts]);

            TranscriptEntry line = (await ann.TranscriptAsync())[^1];
            line.Status.Should().Be(expected, "of {0}", string.Join(", ", receipts.Select(receipt => ((ReceiptReceived)receipt).Status)));
        }
    }

    /// <summary>
    /// The same with many persons at once, so that CONCIERGE_SEQUENCES may ask for a million. Some come before the answer of the
    /// provider, whose outcome they then tell.
    /// </summary>
    [Fact]
    public async Task ManySequences_MoveForwardOnly()
    {
        const int together = 500;
        int sequences = int.TryParse(Environment.GetEnvironmentVariable("CONCIERGE_SEQUENCES"), out int asked) ? asked : 50_000;
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        var persons = new TestPerson[together];
        for (int i = 0; i < together; i++)
        {
            persons[i] = bot.Person($"P{i}");
        }

        var random = new Random(44);
        for (int done = 0; done < sequences; done += together)
        {
            int loses = random.Next(together / 10);
            bot.LoseNextAnswers(loses);
            int before = bot.Sends.Count;
            await bot.DeliverAsync([.. persons.Select((person, i) => new MessageReceived { Id = $"m{done}.{i}", OccurredAt = bot.Clock.GetUtcNow(), Sender = person.Identity, Body = new TextBody($"line {done}") })]);
            TestSend[] sends = [.. bot.Sends.Skip(before)];
            var expected = new Dictionary<string, DeliveryStatus>();
            var receipts = new List<ChannelEvent>();
            for (int i = 0; i < sends.Length; i++)
            {
                DeliveryStatus status = DeliveryStatus.Accepted;
                for (int n = random.Next(1, 7); n > 0; n--)
                {
                    DeliveryStatus next = Statuses[random.Next(Statuses.Length)];
                    receipts.Add(Receipt(sends[i].Attempt, next));
                    status = Later(status, next);
                }

                expected.Add(sends[i].Attempt.AttemptId, status);
            }

            await bot.DeliverAsync([.. receipts]);
            sends.Should().HaveCount(together);
            foreach ((string attempt, DeliveryStatus status) in expected)
            {
                string[] parts = attempt.Split('.');
                TranscriptEntry? line = await bot.Services.GetRequiredService<ITranscriptStore>().FindAsync(new ConversationId(parts[0]), long.Parse(parts[1], CultureInfo.InvariantCulture), default);
                line!.Status.Should().Be(status, "of {0}", attempt);
            }
        }

        bot.Failures.Should().BeEmpty();
        bot.Sends.Should().HaveCount(sequences);
    }

    [Fact]
    public async Task ReceiptsForNobody_ChangeNothing()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        TestPerson ann = bot.Person();
        await ann.SaysAsync("hi");
        SendAttempt attempt = bot.Sends[0].Attempt;

        await bot.DeliverAsync(
            Receipt(attempt with { AttemptId = "no such attempt" }, DeliveryStatus.Read),
            Receipt(attempt with { AttemptId = attempt.AttemptId.Replace(".2.1", ".99.1") }, DeliveryStatus.Read),
            Receipt(attempt with { AttemptId = "another.2.1" }, DeliveryStatus.Failed),
            new ReceiptReceived { RawStatus = "warming_up", Recipient = ann.Identity, MessageId = "out.1" });

        (await ann.TranscriptAsync())[1].Status.Should().Be(DeliveryStatus.Accepted);
        await ann.SaysAsync("still well?").AnswersAsync("still well?");
    }

    [Fact]
    public async Task EarlyReceipt_WhileTheOutcomeIsUnknown_CompletesTheAttempt()
    {
        await using ConciergeTestHost bot = await ConciergeTestHost.StartAsync(c => c.AddEcho());
        bot.LoseNextAnswers();
        await bot.SaysAsync("hi").AnswersAsync("hi");

        await bot.DeliverAsync(Receipt(bot.Sends[0].Attempt, DeliveryStatus.Delivered));
        await bot.AdvanceAsync(TimeSpan.FromMinutes(1));

        bot.Sends.Should().ContainSingle();
        (await bot.Person().TranscriptAsync())[1].Status.Should().Be(DeliveryStatus.Delivered);
    }

    private static DeliveryStatus Later(DeliveryStatus current, DeliveryStatus next) => (current, next) switch
    {
        (DeliveryStatus.Failed, DeliveryStatus.Sent) => current,
        (DeliveryStatus.Failed, _) => next,
        (>= DeliveryStatus.Delivered, DeliveryStatus.Failed) => current,
        (_, DeliveryStatus.Failed) => next,
        _ => next > current ? next : current,
    };

    private static ReceiptReceived Receipt(SendAttempt attempt, DeliveryStatus status) => new()
    {
        AttemptId = attempt.AttemptId,
        RawStatus = status.ToString(),
        Status = status,
        Recipient = attempt.Recipient,
        ErrorCode = status == DeliveryStatus.Failed ? "131026" : null,
        Reason = status == DeliveryStatus.Failed ? RejectReason.RecipientUnreachable : null,
    };
}
