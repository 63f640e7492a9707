using Concierge.Channels;
using Concierge.Testing;

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
